import { createHmac, timingSafeEqual } from "node:crypto";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { Position } from "@/lib/db/page-order";
import { env } from "@/lib/env";
import { ScimError } from "@/lib/scim/errors";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { fingerprintOf } from "./fingerprint";
import type { ProvisioningRequest } from "./provisioning-request";

interface Query extends Pick<ProvisioningRequest, "parameters"> {
  readonly scope: Pick<DirectoryScope, "directoryId">;
}

/**
 * An opaque cursor in unreserved characters (RFC 9865 §2.1). It belongs to one query of one directory, and is sealed:
 * what it holds goes to the database as it is. It names a position, so it never expires.
 */
export function toCursor(query: Query, definition: ResourceDefinition, { id, key }: Position): string {
  const place = JSON.stringify([fingerprintOf(definition.name, query.parameters), id, key]);
  return Buffer.concat([sealOf(query, place), Buffer.from(place)]).toString("base64url");
}

/**
 * The position of a cursor; undefined for the empty one, which asks for the first page.
 * @throws ScimError 400 invalidCursor when this service did not give it for this query of this directory
 */
export function fromCursor(query: Query, definition: ResourceDefinition, cursor: string): Position | undefined {
  if (cursor === "") return undefined;
  const bytes = Buffer.from(cursor, "base64url");
  const place = bytes.subarray(sealLength).toString("utf8");
  if (bytes.length <= sealLength || !timingSafeEqual(bytes.subarray(0, sealLength), sealOf(query, place))) {
    throw invalidCursor("is not one that this service gave");
  }
  const [fingerprint, id, key]: [string, string, string | null] = JSON.parse(place);
  if (fingerprint !== fingerprintOf(definition.name, query.parameters)) {
    throw invalidCursor("was given for another filter or sort order");
  }
  return { id, key };
}

const sealLength = 12;

/** Of a place in a directory: every process with the same NEXTAUTH_SECRET makes the same. */
const sealOf = ({ scope }: Query, place: string): Buffer =>
  createHmac("sha256", `cursor ${env.nextAuthSecret}`)
    .update(`${scope.directoryId} ${place}`)
    .digest()
    .subarray(0, sealLength);

const invalidCursor = (why: string) =>
  new ScimError(400, "invalidCursor", `The cursor ${why}. Begin again with an empty cursor.`, { path: "cursor" });
