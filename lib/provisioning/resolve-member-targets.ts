import type { ProvisioningScope } from "@/lib/auth/scope";
import { resolveMembers } from "@/lib/db/groups";
import type { MemberTarget } from "@/lib/db/resource-store";
import { codes } from "@/lib/insight/codes";
import { inTurns } from "@/lib/in-turns";
import { invalidValue } from "@/lib/scim/errors";
import { eachInSteps } from "@/lib/scim/steps";

/** Looking up so many takes a moment that others should not have to wait for together with the next one. */
const atOnceMax = 5_000;

/**
 * Which resources the member values are, of which none comes twice. One round trip for each 5,000.
 * @throws ScimError 400 invalidValue when one is not in this directory: a member that could not be shown must not be
 * accepted silently (ENTRA.md §4.3 item 14)
 */
export async function resolveMemberTargets(
  scope: ProvisioningScope,
  ids: readonly string[],
): Promise<readonly MemberTarget[]> {
  const asked = await lowerCased(ids);
  const targets: MemberTarget[] = [];
  for (let start = 0; start < asked.length; start += atOnceMax) {
    targets.push(...(await resolveMembers(scope, asked.slice(start, start + atOnceMax))));
  }
  if (targets.length === asked.length) return targets;
  const known = new Set(targets.map((target) => target.id));
  const missing = asked.filter((id) => !known.has(id));
  const named = missing.slice(0, 3).map((id) => `"${id.slice(0, 64)}"`);
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
  throw invalidValue(
    `members ${named.join(", ")}${more}: no such User or Group in this directory. Provision them first; Entra sends the membership again once they are in scope.`,
    { code: codes.memberUnknown, path: "members" },
  );
}

/** The same ids; two that differ in their letters' case are one. */
async function lowerCased(ids: readonly string[]): Promise<readonly string[]> {
  const lower: string[] = [];
  await inTurns(eachInSteps(ids, (id) => lower.push(id.toLowerCase())));
  // A set of many takes more memory than the ids do.
  return ids.every((id, index) => id === lower[index]) ? lower : [...new Set(lower)];
}
