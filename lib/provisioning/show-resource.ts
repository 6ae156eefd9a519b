import { toStored } from "@/lib/db/resource-store";
import type { FoundResource, StoredResource, Wanted } from "@/lib/db/resource-store";
import { etagOf } from "@/lib/scim/resource/etag";
import { parseProjection, wants } from "@/lib/scim/resource/projection";
import type { Projection } from "@/lib/scim/resource/projection";
import { represent } from "@/lib/scim/resource/represent";
import { isPlain, representText } from "@/lib/scim/resource/represent-text";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { groupInPieces } from "./pieces";
import type { Answer, ProvisioningRequest, Shown } from "./provisioning-request";

/**
 * The projection that the request's parameters ask for.
 * @throws ScimError 400 (RFC 7644 §3.9)
 */
export const projectionOf = (request: ProvisioningRequest, definition: ResourceDefinition): Projection =>
  parseProjection(definition, request.parameters.attributes, request.parameters.excludedAttributes);

/** Which references a representation needs from the database. */
export const wantedFor = (definition: ResourceDefinition, projection: Projection): Wanted => ({
  groups: definition.name === "User" && wants(projection, "groups"),
  members: definition.name === "Group" && wants(projection, "members"),
});

/** A resource as it was found, as the client gets it. */
export function showFound(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  found: FoundResource,
  projection: Projection,
): Shown {
  if (found.hasMoreMembers) return groupInPieces(request, definition, found, projection);
  if (isPlain(definition, projection)) return representText(definition, found, request.baseUrl, found);
  return show(request, definition, toStored(found), projection);
}

/** A resource as it is after a write, as the client gets it: JSON text. */
export const show = (
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  { groups, members, ...record }: StoredResource,
  projection: Projection,
): string => JSON.stringify(represent(definition, record, { baseUrl: request.baseUrl, groups, members, projection }));

/** What is shown, as the body of an answer. */
export const bodyOf = (shown: Shown): Pick<Answer, "text" | "pieces"> =>
  typeof shown === "string" ? { text: shown } : { pieces: shown };

/** Headers of an answer that is one resource (RFC 7644 §3.3, §3.14; RFC 9110 §8.7). */
export function resourceHeaders(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  version: number,
) {
  return { ETag: etagOf(version), "Content-Location": locationOf(request, definition, id) };
}

export const locationOf = (request: ProvisioningRequest, definition: ResourceDefinition, id: string) =>
  `${request.baseUrl}${definition.endpoint}/${id}`;
