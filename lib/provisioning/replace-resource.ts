import { readResourceInSteps } from "@/lib/scim/resource/read-resource";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { inTurns } from "@/lib/in-turns";
import { resolveMemberTargets } from "./resolve-member-targets";
import { projectionOf, wantedFor } from "./show-resource";
import { writeAgainst } from "./write-attempts";
import { writeChange } from "./write-change";

/**
 * PUT of a resource (RFC 7644 §3.5.1): what the body leaves out is cleared, memberships of a Group included; what is not
 * the client's to write is ignored. 200 with the representation.
 * @throws ScimError 400 invalidSyntax | invalidValue | mutability, 404, 409, 412
 */
export async function replaceResource(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  body: unknown,
): Promise<Answer> {
  const { scope, trail } = request;
  const projection = projectionOf(request, definition);
  const wanted = { groups: wantedFor(definition, projection).groups, members: false };

  return writeAgainst(request, definition, id, wanted, async (current) => {
    const { attributes, members, notes } = await inTurns(
      readResourceInSteps(definition, body, { kind: "replace", current: current.attributes }),
    );
    trail.notes(notes);
    const membership =
      definition.name === "Group"
        ? {
            add: await resolveMemberTargets(scope, members ?? []),
            remove: [],
            replaceAll: true,
          }
        : undefined;
    return writeChange(request, definition, { current, attributes, membership, notes, projection });
  });
}
