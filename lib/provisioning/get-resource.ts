import { hasLostMember } from "@/lib/db/groups";
import { isUuid } from "@/lib/db/is-uuid";
import { attributesOf } from "@/lib/db/resource-store";
import { matchesEtag } from "@/lib/scim/resource/etag";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { resourceUnknown } from "./refusals";
import { bodyOf, projectionOf, resourceHeaders, showFound, wantedFor } from "./show-resource";
import { storeOf } from "./stores";

/**
 * GET of a resource by id (RFC 7644 §3.4.1); 304 when If-None-Match names its version. One round trip;
 * another one for a group that would be answered with 304.
 * @throws ScimError 404
 */
export async function getResource(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
): Promise<Answer> {
  const { scope, trail } = request;
  const projection = projectionOf(request, definition);
  trail.identify({ resourceType: definition.name });
  const wanted = wantedFor(definition, projection);
  const found = isUuid(id) ? await storeOf(definition).find(scope, id, wanted) : undefined;
  if (!found) throw resourceUnknown(definition, id);
  trail.identifyResource(definition.name, found.id, attributesOf(found));
  const headers = resourceHeaders(request, definition, found.id, found.version);
  const isKnown = request.ifNoneMatch !== undefined && matchesEtag(request.ifNoneMatch, found.version);
  if (isKnown && !(wanted.members && (await hasLostMember(scope, found)))) {
    return {
      status: 304,
      headers,
      event: trail.toEvent(scope, { action: "read", status: "success", httpStatus: 304 }),
    };
  }
  const body = bodyOf(showFound(request, definition, found, projection));
  return {
    status: 200,
    ...body,
    headers,
    event: trail.toEvent(scope, { action: "read", status: "success", httpStatus: 200, text: body.text }),
  };
}
