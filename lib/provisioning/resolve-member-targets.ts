import type { ProvisioningScope } from "@/lib/auth/scope";
import { resolveMembers } from "@/lib/db/groups";
import type { MemberTarget } from "@/lib/db/resource-store";
import { codes } from "@/lib/insight/codes";
import { invalidValue } from "@/lib/scim/errors";
import { turn } from "./in-turns";

/** So many take a moment that others should not have to wait for together with the next one. */
const manyMembers = 5_000;

/**
 * Which resources the member values are. One round trip for any number.
 * @throws ScimError 400 invalidValue when one is not in this directory: a member that could not be shown must not be
 * accepted silently (ENTRA.md §4.3 item 14)
 */
export async function resolveMemberTargets(
  scope: ProvisioningScope,
  ids: readonly string[],
): Promise<readonly MemberTarget[]> {
  const areMany = ids.length > manyMembers;
  if (areMany) await turn();
  const unique = [...new Set(ids.map((id) => id.toLowerCase()))];
  if (unique.length === 0) return [];
  if (areMany) await turn();
  const targets = await resolveMembers(scope, unique);
  if (areMany) await turn();
  if (targets.length === unique.length) return targets;
  const known = new Set(targets.map((target) => target.id));
  const missing = unique.filter((id) => !known.has(id));
  const named = missing.slice(0, 3).map((id) => `"${id.slice(0, 64)}"`);
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
  throw invalidValue(
    `members ${named.join(", ")}${more}: no such User or Group in this directory. Provision them first; Entra sends the membership again once they are in scope.`,
    { code: codes.memberUnknown, path: "members" },
  );
}
