import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { heldNotice } from "@/lib/insight/held-notice";
import { modifiedProperties } from "@/lib/insight/modified-properties";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { storeOf } from "./stores";
import { writeAgainst } from "./write-attempts";

/**
 * DELETE of a resource (RFC 7644 §3.6), with its memberships and its log row in one statement. 204; a second one is 404.
 * A person goes into the bin, unseen by SCIM; the deprovision brake may hold it, which the client does not notice.
 * @param isUndone it was made by this very request: it leaves nothing behind, and nobody has lost anything
 * @throws ScimError 404, 412
 */
export async function deleteResource(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  { isUndone = false }: { readonly isUndone?: boolean } = {},
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
    const leaving =
      definition.name === "User" && !isUndone
        ? {
            wasActive: current.attributes.active !== false,
            terms: scope.directory.profile.brake,
            held: heldNotice,
          }
        : undefined;
    const guard = { expectedVersion: current.version, event, leaving };
    const removed = await storeOf(definition).remove(scope, current.id, guard);
    return removed ? { status: 204 } : undefined;
  });
}
