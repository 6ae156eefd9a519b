import { isUuid } from "@/lib/db/is-uuid";
import type { Position } from "@/lib/db/page-order";
import { ScimError } from "@/lib/scim/errors";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { fingerprintOf } from "./fingerprint";
import type { QueryParameters } from "./provisioning-request";

/** An opaque cursor in unreserved characters (RFC 9865 §2.1). It belongs to one query. It names a position, so it never expires. */
export const toCursor = (definition: ResourceDefinition, parameters: QueryParameters, { id, key }: Position): string =>
  Buffer.from(JSON.stringify([fingerprintOf(definition.name, parameters), id, key])).toString("base64url");

/**
 * The position of a cursor; undefined for the empty one, which asks for the first page.
 * @throws ScimError 400 invalidCursor when it is not ours, or was given for another query
 */
export function fromCursor(
  definition: ResourceDefinition,
  parameters: QueryParameters,
  cursor: string,
): Position | undefined {
  if (cursor === "") return undefined;
  const parts = decode(cursor);
  if (!Array.isArray(parts)) throw invalidCursor("is not one that this service gave");
  const [fingerprint, id, key]: unknown[] = parts;
  if (typeof id !== "string" || !isUuid(id) || (key !== null && typeof key !== "string")) {
    throw invalidCursor("is not one that this service gave");
  }
  if (fingerprint !== fingerprintOf(definition.name, parameters)) {
    throw invalidCursor("was given for another filter or sort order");
  }
  return { id, key };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

const invalidCursor = (why: string) =>
  new ScimError(400, "invalidCursor", `The cursor ${why}. Begin again with an empty cursor.`, { path: "cursor" });
