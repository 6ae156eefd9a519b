import { memberPages } from "@/lib/db/groups";
import { toStored } from "@/lib/db/resource-store";
import type { FoundResource } from "@/lib/db/resource-store";
import type { JsonObject } from "@/lib/scim/json";
import type { Projection } from "@/lib/scim/resource/projection";
import { represent } from "@/lib/scim/resource/represent";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { ProvisioningRequest, Shown } from "./provisioning-request";

/** Small pieces are sent together, up to about so many characters. */
const pieceLength = 32_768;

/**
 * A group with more members than are loaded at once. Its members are read page by page behind the one before, so those
 * who are in it all the while are shown once; who comes or goes meanwhile may be shown or not. The version is that of the
 * beginning: a client that writes with it is told (412) when it no longer holds.
 */
export async function* groupInPieces(
  { scope, baseUrl }: ProvisioningRequest,
  definition: ResourceDefinition,
  found: FoundResource,
  projection: Projection,
): AsyncGenerator<string> {
  const { members: first = [], ...record } = toStored(found);
  const shown = (members: typeof first): JsonObject => represent(definition, record, { baseUrl, members, projection });
  const { members, meta, ...others } = shown(first);
  yield JSON.stringify({ ...others, members }).slice(0, -"]}".length);
  for await (const page of memberPages(scope, found.id, first.at(-1)?.value)) {
    yield `,${JSON.stringify(shown(page).members).slice(1, -1)}`;
  }
  yield meta === undefined ? "]}" : `],"meta":${JSON.stringify(meta)}}`;
}

/** A list of resources; in pieces where one of them is. `list` makes its text of those of the resources. */
export function listOf(resources: readonly Shown[], list: (resources: readonly string[]) => string): Shown {
  const texts = resources.filter((each) => typeof each === "string");
  return texts.length === resources.length ? list(texts) : listInPieces(resources, list);
}

async function* listInPieces(
  resources: readonly Shown[],
  list: (resources: readonly string[]) => string,
): AsyncGenerator<string> {
  // Where each resource stands in the list's text, and what is around them.
  const [head = "", ...tails] = list(resources.map(() => mark)).split(mark);
  let waiting = head;
  for (const [index, resource] of resources.entries()) {
    if (typeof resource === "string") waiting += resource;
    else {
      for await (const piece of resource) {
        waiting += piece;
        if (waiting.length < pieceLength) continue;
        yield waiting;
        waiting = "";
      }
    }
    waiting += tails[index] ?? "";
    if (waiting.length < pieceLength) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}

/** Stands in no JSON text. */
const mark = "\u0000";
