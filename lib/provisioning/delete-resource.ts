import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { modifiedProperties } from "@/lib/insight/modified-properties";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { storeOf } from "./stores";
import { writeAgainst } from "./write-attempts";

/**
 * DELETE of a resource (RFC 7644 §3.6), with its memberships and its log row in one statement. 204; a second one is 404.
 * @throws ScimError 404, 412
 */
export async function deleteResource(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
): Promise<Answer> {
  const { scope, trail } = request;
  return writeAgainst(request, definition, id, { groups: false, members: false }, async (current) => {
    trail.step({ name: "write", status: "success", detail: `Deleted ${definition.name} ${id} and its memberships.` });
    const event = trail.toEvent(scope, {
      action: "delete",
      status: "success",
      httpStatus: 204,
      modified: modifiedProperties(current.attributes, {}),
    });
    const removed = await storeOf(definition).remove(scope, current.id, { expectedVersion: current.version, event });
    return removed ? { status: 204 } : undefined;
  });
}
