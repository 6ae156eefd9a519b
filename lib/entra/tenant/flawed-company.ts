import { generateTenant, teamSize } from "./generate-tenant";
import { objectIdOf } from "./object-id";
import { defaultAccess } from "./tenant";
import type { Assignment, SourceAttributes, SourceGroup, SourceUser, Tenant } from "./tenant";

export interface CompanyOptions {
  /** At least 20, so that each flaw has somebody. */
  readonly people: number;
  /** Domains of the organization, which most userPrincipalNames are in; contoso.com where it has none. */
  readonly domains: readonly string[];
  /** The same seed makes the same company; 1 when left out. */
  readonly seed?: number;
}

/** A domain that nobody thought of: that of a company that was bought. */
export const forgottenDomain = "fabrikam.com";

type Change = (user: SourceUser, own: (attributes: SourceAttributes) => SourceUser) => SourceUser;

/** What is wrong with somebody, and with how many in a hundred; at least with one. */
interface Flaw {
  readonly percent: number;
  readonly change?: Change;
  /** Undefined: assigned like the others, by their department. */
  readonly assigned?: "not" | "defaultAccess";
}

const without =
  (...names: readonly string[]): Change =>
  (user) => ({
    ...user,
    attributes: Object.fromEntries(Object.entries(user.attributes).filter(([name]) => !names.includes(name))),
  });

const loginOf = ({ attributes }: SourceUser) => String(attributes["mailNickname"]);

const flaws: readonly Flaw[] = [
  { percent: 4, change: (_, own) => own({ accountEnabled: false }) },
  { percent: 6, assigned: "not" },
  { percent: 2, assigned: "defaultAccess" },
  { percent: 3, change: without("surname") },
  { percent: 3, change: without("mail") },
  // Accounts that live in the cloud alone keep the domain that every tenant begins with, until somebody moves them.
  { percent: 2, change: (user, own) => own({ userPrincipalName: `${loginOf(user)}@contoso.onmicrosoft.com` }) },
  {
    percent: 3,
    change: (user, own) =>
      own({ userPrincipalName: `${loginOf(user)}@${forgottenDomain}`, mail: `${loginOf(user)}@${forgottenDomain}` }),
  },
  {
    percent: 1,
    change: (_, own) => own({ displayName: "Zoë 🦊 “The Fox” O’Brien-Ďuriš ‏نور‎", jobTitle: "Head of ".repeat(40) }),
  },
  // What synchronised attributes hold is not always what Entra itself would let one type.
  { percent: 1, change: (user, own) => own({ mailNickname: loginOf(user).repeat(60) }) },
];

/**
 * A company as real ones are: most people are assigned by their department, and some are not as they should be, each in a way
 * that Entra skips, that a directory refuses, or that leaves something empty. Also one person twice, as two forests synchronised
 * into one tenant make them, two groups of one name, and a group that is not assigned.
 */
export function flawedCompany({ people: size, domains, seed = 1 }: CompanyOptions): Tenant {
  const [main = "contoso.com", ...others] = domains;
  const base = generateTenant({ users: size, groups: 8, seed, domain: main });
  const people = [...base.users.values()].map((user, index) => inDomain(user, index, others));
  const unassigned = new Set<string>();
  const byDefaultAccess: Assignment[] = [];
  // The first few manage the others, and all but the last of these stay as they are. Everybody has one flaw at most.
  let next = Math.max(4, Math.floor(size / teamSize));
  for (const { percent, change, assigned } of flaws) {
    for (let count = Math.max(1, Math.round((size * percent) / 100)); count > 0; count -= 1, next += 1) {
      const user = people[next];
      if (user === undefined) continue;
      const own = (attributes: SourceAttributes) => ({ ...user, attributes: { ...user.attributes, ...attributes } });
      if (change) people[next] = change(user, own);
      if (assigned) unassigned.add(user.id);
      if (assigned === "defaultAccess") byDefaultAccess.push({ principal: user.id, role: defaultAccess });
    }
  }
  const twin = people[2];
  const last = people.at(-1);
  if (twin && last) people[people.length - 1] = twinOf(twin, last);
  const groups = [...base.groups.values()].map((group) => withoutMembers(group, unassigned));
  const [first, ...rest] = groups;
  const again = first && { ...first, id: objectIdOf(`group again ${seed}`), members: first.members.slice(0, 3) };
  const all = first && again ? [first, ...rest, again] : groups;
  const notAssigned = rest.at(-1)?.id;
  return {
    ...base,
    scope: "assigned",
    users: new Map(people.map((user) => [user.id, user])),
    groups: new Map(all.map((group) => [group.id, group])),
    assignments: [
      ...all.filter(({ id }) => id !== notAssigned).map(({ id }) => ({ principal: id, role: "User" })),
      ...byDefaultAccess,
    ],
  };
}

/** Every fifth is in one of the other domains. */
function inDomain(user: SourceUser, index: number, others: readonly string[]): SourceUser {
  const domain = index % 5 === 4 ? others[Math.floor(index / 5) % Math.max(others.length, 1)] : undefined;
  if (domain === undefined) return user;
  const mail = `${loginOf(user)}@${domain}`;
  return { ...user, attributes: { ...user.attributes, userPrincipalName: mail, mail } };
}

/** The same userPrincipalName in other letters, and the same mail. */
function twinOf({ attributes }: SourceUser, other: SourceUser): SourceUser {
  const { userPrincipalName, mail = "" } = attributes;
  return {
    ...other,
    attributes: { ...other.attributes, userPrincipalName: String(userPrincipalName).toUpperCase(), mail },
  };
}

const withoutMembers = (group: SourceGroup, left: ReadonlySet<string>): SourceGroup => ({
  ...group,
  members: group.members.filter((member) => !left.has(member)),
});
