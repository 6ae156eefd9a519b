import { makeAttributes } from "../tenant/generate-tenant";
import { objectIdOf } from "../tenant/object-id";
import type { Random } from "../tenant/random";
import { defaultAccess } from "../tenant/tenant";
import type { SourceUser } from "../tenant/tenant";
import { dayMs } from "./chance";
import type { Chance } from "./chance";
import { withAttributes } from "./draft";
import type { Draft } from "./draft";
import { anotherManager, pickOne, somebody } from "./pick";

/** Days until the account of somebody who left is deleted, and until a deleted one is gone for good (ENTRA.md §5). */
const softDeleteDays = 7;
const hardDeleteDays = 30;

const people = (draft: Draft): number => draft.active().length;

/** Who comes, goes, and comes back; and who leaves and enters the application's scope while they stay. */
export const coming: readonly Chance[] = [
  { perMonth: 0.018, of: people, happen: join },
  { perMonth: 0.012, of: people, happen: leave },
  { perMonth: 0.15, of: (draft) => gone(draft).length, happen: comeBack },
  { perMonth: 0.004, of: (draft) => (draft.isByAssignment ? people(draft) : 0), happen: unassign },
  { perMonth: 0.4, of: (draft) => unassigned(draft).length, happen: assignAgain },
  { perMonth: 0.003, of: people, happen: becomeContractor },
  { perMonth: 0.3, of: (draft) => contractors(draft).length, happen: becomeEmployee },
];

/** What time alone brings: accounts of who left are deleted, and after 30 days more nothing brings them back. */
export function leaving(draft: Draft): void {
  const since = (date: unknown): number => (draft.now - Date.parse(String(date))) / dayMs;
  for (const user of draft.users.values()) {
    const { attributes, deleted, id } = user;
    if (deleted === "soft" && since(attributes["deletedDateTime"]) >= hardDeleteDays) {
      draft.put({ ...user, deleted: "hard" });
      draft.assign(id, undefined);
      for (const group of draft.groups.values()) {
        if (group.members.includes(id))
          draft.putGroup({ ...group, members: group.members.filter((member) => member !== id) });
      }
      draft.happened("hardDeleted", user);
    } else if (
      deleted === undefined &&
      attributes["accountEnabled"] === false &&
      since(attributes["employeeLeaveDateTime"]) >= softDeleteDays
    ) {
      const deletedDateTime = new Date(draft.now).toISOString();
      draft.put({ ...user, deleted: "soft", attributes: withAttributes(attributes, { deletedDateTime }) });
      draft.happened("softDeleted", user);
    }
  }
}

/** The first number whose person nobody was yet: those who are gone for good are still in the tenant. */
function join(draft: Draft, random: Random): void {
  const colleague = somebody(draft, random);
  const domain = String(colleague?.attributes["userPrincipalName"] ?? "@contoso.com").replace(/^.*@/, "");
  let number = draft.users.size;
  while (draft.users.has(idOf(draft, number))) number += 1;
  const attributes = withAttributes(makeAttributes(random, number, domain), { employeeType: "Employee" });
  const user: SourceUser = {
    id: idOf(draft, number),
    attributes,
    ...(colleague && { manager: colleague.manager ?? colleague.id }),
  };
  draft.put(user);
  if (draft.isByAssignment) draft.assign(user.id, draft.roles.at(-1)?.value ?? defaultAccess);
  for (const group of draft.living()) {
    if (group.attributes["displayName"] === attributes["department"])
      draft.putGroup({ ...group, members: [...group.members, user.id] });
  }
  draft.happened("joined", user);
}

const idOf = ({ tenantId }: Draft, number: number): string => objectIdOf(`joiner ${tenantId} ${number}`);

/** Their reports go to their own manager; who has none runs the company and stays. */
function leave(draft: Draft, random: Random): void {
  const user = somebody(draft, random, ({ manager }) => manager !== undefined);
  if (!user) return;
  draft.set(user.id, { accountEnabled: false, employeeLeaveDateTime: new Date(draft.now).toISOString() });
  for (const report of draft.users.values()) {
    if (report.manager === user.id && report.deleted !== "hard") draft.setManager(report.id, user.manager);
  }
  draft.happened("left", user);
}

const gone = (draft: Draft): SourceUser[] =>
  [...draft.users.values()].filter(
    ({ attributes, deleted }) => deleted !== "hard" && attributes["employeeLeaveDateTime"] !== undefined,
  );

/** Restored from Entra's bin, or enabled again. */
function comeBack(draft: Draft, random: Random): void {
  const found = pickOne(gone(draft), random);
  if (!found) return;
  const { deleted: _, ...user } = found;
  const back = { accountEnabled: true, employeeLeaveDateTime: undefined, deletedDateTime: undefined };
  draft.put({ ...user, attributes: withAttributes(user.attributes, back) });
  const manager = anotherManager(draft, random, user);
  if (manager) draft.setManager(user.id, manager.id);
  draft.happened("returned", user);
}

/** On leave: the assignment is taken away, or becomes one that entitles nobody. */
function unassign(draft: Draft, random: Random): void {
  const { entitled } = draft.assigned();
  const user = somebody(draft, random, ({ id, manager }) => manager !== undefined && entitled.has(id));
  if (!user) return;
  draft.assign(user.id, random.below(2) === 0 ? undefined : defaultAccess);
  draft.happened("wasUnassigned", user);
}

function unassigned(draft: Draft): SourceUser[] {
  if (!draft.isByAssignment) return [];
  const { entitled } = draft.assigned();
  return draft.active().filter(({ id }) => !entitled.has(id));
}

function assignAgain(draft: Draft, random: Random): void {
  const user = pickOne(unassigned(draft), random);
  const role = pickOne(draft.roles, random);
  if (!user || !role) return;
  draft.assign(user.id, role.value);
  draft.happened("wasAssignedAgain", user);
}

const contractors = (draft: Draft): SourceUser[] =>
  draft.active().filter(({ attributes }) => attributes["employeeType"] === "Contractor");

function becomeContractor(draft: Draft, random: Random): void {
  const user = somebody(
    draft,
    random,
    ({ attributes, manager }) => manager !== undefined && attributes["employeeType"] === "Employee",
  );
  if (!user) return;
  draft.set(user.id, { employeeType: "Contractor" });
  draft.happened("leftScope", user);
}

function becomeEmployee(draft: Draft, random: Random): void {
  const user = pickOne(contractors(draft), random);
  if (!user) return;
  draft.set(user.id, { employeeType: "Employee" });
  draft.happened("enteredScope", user);
}
