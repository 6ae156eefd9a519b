import { projects } from "../tenant/generate-tenant";
import { departments } from "../tenant/names";
import { objectIdOf } from "../tenant/object-id";
import type { Random } from "../tenant/random";
import type { SourceGroup } from "../tenant/tenant";
import type { Chance } from "./chance";
import type { Draft } from "./draft";
import { pickOne, somebody } from "./pick";

const groups = (draft: Draft): number => draft.living().length;

/** What happens to groups; those that are called like departments are kept as they are. */
export const grouping: readonly Chance[] = [
  { perMonth: 0.04, of: groups, happen: create },
  { perMonth: 0.03, of: groups, happen: rename },
  { perMonth: 0.02, of: groups, happen: remove },
  { perMonth: 1.5, of: groups, happen: addMember },
  { perMonth: 1.2, of: groups, happen: removeMember },
  { perMonth: 0.06, of: groups, happen: nest },
];

const isDepartment = ({ attributes }: SourceGroup): boolean =>
  departments.some(([name]) => name === attributes["displayName"]);

const project = (draft: Draft, random: Random): SourceGroup | undefined =>
  pickOne(
    draft.living().filter((group) => !isDepartment(group)),
    random,
  );

/** Groups are numbered: those that were deleted keep their numbers. */
function create(draft: Draft, random: Random): void {
  let number = draft.groups.size;
  while (draft.groups.has(idOf(draft, number))) number += 1;
  const members = new Set<string>();
  for (let count = 2 + random.below(12); count > 0; count -= 1) {
    const member = somebody(draft, random);
    if (member) members.add(member.id);
  }
  const group: SourceGroup = {
    id: idOf(draft, number),
    attributes: {
      displayName: freeName(draft, random, number),
      mailNickname: `group${number}`,
      securityEnabled: true,
    },
    members: [...members],
  };
  draft.putGroup(group);
  const role = draft.roles.at(-1);
  if (draft.isByAssignment && role) draft.assign(group.id, role.value);
  draft.happened("groupCreated", group);
}

const idOf = ({ tenantId }: Draft, number: number): string => objectIdOf(`new group ${tenantId} ${number}`);

/** A name that no group has or had, whatever its case. */
function freeName(draft: Draft, random: Random, number: number): string {
  const taken = new Set([...draft.groups.values()].map(({ attributes }) => nameKey(attributes["displayName"])));
  const base = random.pick(projects);
  for (let suffix = number; ; suffix += 1) if (!taken.has(nameKey(`${base} ${suffix}`))) return `${base} ${suffix}`;
}

const nameKey = (name: unknown): string => String(name).toLowerCase();

function rename(draft: Draft, random: Random): void {
  const group = project(draft, random);
  if (!group) return;
  const displayName = freeName(draft, random, draft.groups.size + random.below(1000));
  draft.putGroup({ ...group, attributes: { ...group.attributes, displayName } });
  draft.happened("groupRenamed", group);
}

/** Gone from Entra, and from the groups it was in. */
function remove(draft: Draft, random: Random): void {
  const group = project(draft, random);
  if (!group) return;
  draft.putGroup({ ...group, deleted: "hard" });
  draft.assign(group.id, undefined);
  for (const other of draft.living()) {
    if (other.members.includes(group.id))
      draft.putGroup({ ...other, members: other.members.filter((member) => member !== group.id) });
  }
  draft.happened("groupDeleted", group);
}

function addMember(draft: Draft, random: Random): void {
  const group = project(draft, random);
  const member = group && somebody(draft, random, ({ id }) => !group.members.includes(id));
  if (!group || !member) return;
  draft.putGroup({ ...group, members: [...group.members, member.id] });
  draft.happened("memberAdded", group);
}

function removeMember(draft: Draft, random: Random): void {
  const group = project(draft, random);
  const member = group && pickOne(group.members, random);
  if (!group || member === undefined) return;
  draft.putGroup({ ...group, members: group.members.filter((one) => one !== member) });
  draft.happened("memberRemoved", group);
}

/** An older group into a newer one, as in a company that is made up: so none is ever in itself. */
function nest(draft: Draft, random: Random): void {
  const order = [...draft.groups.keys()];
  const outer = project(draft, random);
  const inner = project(draft, random);
  if (!outer || !inner || outer.members.includes(inner.id)) return;
  if (order.indexOf(outer.id) <= order.indexOf(inner.id)) return;
  draft.putGroup({ ...outer, members: [...outer.members, inner.id] });
  draft.happened("groupNested", outer);
}
