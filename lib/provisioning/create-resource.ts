import { uuidv7 } from "uuidv7";
import { MemberVanished, UniqueViolation } from "@/lib/db/resource-store";
import type { MemberTarget, ResourceWrite } from "@/lib/db/resource-store";
import { modifiedProperties } from "@/lib/insight/modified-properties";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { readResourceInSteps } from "@/lib/scim/resource/read-resource";
import { toSearch } from "@/lib/scim/resource/search";
import type { Projection } from "@/lib/scim/resource/projection";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { checkDomain } from "./check-domain";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { concurrentChanges, notUnique, resourceUnknown } from "./refusals";
import { inTurns } from "@/lib/in-turns";
import { resolveMemberTargets } from "./resolve-member-targets";
import { bodyOf, locationOf, projectionOf, resourceHeaders, show, showFound, wantedFor } from "./show-resource";
import { storeOf } from "./stores";
import { statusOfNotes } from "./write-status";

/**
 * POST of a resource (RFC 7644 §3.3). The resource, its memberships and its log row are one statement.
 * @throws ScimError 400 invalidValue | invalidSyntax, 409 uniqueness
 */
export async function createResource(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  body: unknown,
): Promise<Answer> {
  const { scope, at, trail } = request;
  const projection = projectionOf(request, definition);
  trail.identifyAsSent(definition.name, body);
  const read = await inTurns(readResourceInSteps(definition, body, { kind: "create" }));
  trail.identifyResource(definition.name, undefined, read.attributes);
  trail.notes(read.notes);
  checkDomain(scope, trail, read.attributes);
  const members = await resolveMemberTargets(scope, read.members ?? []);

  const id = uuidv7();
  const { attributes } = read;
  const search = toSearch(definition, attributes);
  const resource = { id, attributes, version: 1, created: at, lastModified: at };
  // What its members are called is known by reading it only.
  const isKnown = members.length === 0 || !wantedFor(definition, projection).members;
  const text = isKnown ? show(request, definition, resource, projection) : undefined;
  trail.step({ name: "write", status: "success", detail: `Created ${definition.name} ${id}.` });
  const event = trail.toEvent(scope, {
    action: "create",
    status: statusOfNotes(read.notes),
    httpStatus: 201,
    resourceId: id,
    modified: modifiedProperties({}, attributes),
    text,
  });
  await insert(request, definition, { id, attributes, search }, members, event);
  return {
    status: 201,
    ...(text === undefined ? await shownAfterwards(request, definition, id, projection) : { text }),
    headers: { ...resourceHeaders(request, definition, id, 1), Location: locationOf(request, definition, id) },
  };
}

/** A group with members, shown as a GET would show it. */
async function shownAfterwards(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  projection: Projection,
): Promise<Pick<Answer, "text" | "pieces">> {
  const found = await storeOf(definition).find(request.scope, id, wantedFor(definition, projection));
  if (!found) throw resourceUnknown(definition, id);
  return bodyOf(showFound(request, definition, found, projection));
}

async function insert(
  { scope, at }: ProvisioningRequest,
  definition: ResourceDefinition,
  write: ResourceWrite,
  members: readonly MemberTarget[],
  event: ProvisioningEvent,
): Promise<void> {
  try {
    await storeOf(definition).insert(scope, write, at, members, event);
  } catch (error) {
    if (error instanceof UniqueViolation) throw await notUnique(scope, definition, write.search, write.attributes);
    if (!(error instanceof MemberVanished)) throw error;
    // Deleted between its look-up and the write: looked up again, it is refused by name.
    await resolveMemberTargets(
      scope,
      members.map(({ id }) => id),
    );
    throw concurrentChanges(definition, write.id);
  }
}
