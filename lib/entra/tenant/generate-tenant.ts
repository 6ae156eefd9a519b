import { departments, nameLists } from "./names";
import { objectIdOf } from "./object-id";
import { Random } from "./random";
import type { SourceAttributes, SourceGroup, SourceUser, Tenant } from "./tenant";

export interface TenantSize {
  readonly users: number;
  readonly groups: number;
  /** The same seed makes the same tenant; 1 when left out. */
  readonly seed?: number;
  /** contoso.com when left out. */
  readonly domain?: string;
}

/** Each team of this many people has one of them as manager; those in turn have managers, up to one. */
export const teamSize = 8;

/**
 * A believable company: names in many scripts, managers, departments as groups, further groups across them and some that
 * contain other groups.
 */
export function generateTenant({ users, groups, seed = 1, domain = "contoso.com" }: TenantSize): Tenant {
  const random = new Random(seed);
  const people = Array.from({ length: users }, (_, number): SourceUser => {
    const manager = number > 0 ? idOf("user", seed, Math.floor((number - 1) / teamSize)) : undefined;
    const attributes = makeAttributes(random, number, domain);
    return { id: idOf("user", seed, number), attributes, ...(manager !== undefined && { manager }) };
  });
  return {
    id: objectIdOf(`tenant ${domain} ${seed}`),
    name: "Contoso",
    scope: "all",
    roles: [{ id: objectIdOf("role User"), value: "User", displayName: "User" }],
    assignments: [],
    users: new Map(people.map((user) => [user.id, user])),
    groups: new Map(makeGroups(random, groups, seed, people).map((group) => [group.id, group])),
  };
}

const idOf = (kind: "user" | "group", seed: number, number: number) => objectIdOf(`${kind} ${seed} ${number}`);

/** Somebody who works there. Nobody else of another `number` has the same login, employeeId or telephone number. */
export function makeAttributes(random: Random, number: number, domain: string): SourceAttributes {
  const region = random.pick(nameLists);
  const [given, givenLatin] = spelled(random.pick(region.given));
  const [family, familyLatin] = spelled(random.pick(region.family));
  const [department, titles] = random.pick(departments);
  const login = `${asciiOf(givenLatin)}.${asciiOf(familyLatin)}${number}`;
  const mail = `${login}@${domain}`;
  return {
    userPrincipalName: mail,
    mailNickname: login,
    mail,
    accountEnabled: true,
    givenName: given,
    surname: family,
    displayName: `${given} ${family}`,
    jobTitle: random.pick(titles),
    department,
    employeeId: String(100_000 + number),
    preferredLanguage: region.language,
    city: region.city,
    country: region.country,
    physicalDeliveryOfficeName: region.city,
    telephoneNumber: `${region.dialling} 555 ${String(10_000 + number)}`,
    ...(number % 3 === 0 && { mobile: `${region.dialling} 556 ${String(10_000 + number)}` }),
  };
}

/** As a list of names has it: how it is written, and in Latin letters. */
export function spelled(entry: string): readonly [written: string, latin: string] {
  const [written = entry, latin = written] = entry.replace("_", " ").split("=");
  return [written, latin];
}

/** For a login: letters of English alone. */
export const asciiOf = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[łŁ]/g, "l")
    .replace(/[đĐ]/g, "d")
    .replace(/ı/g, "i")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

function makeGroups(random: Random, count: number, seed: number, people: readonly SourceUser[]): SourceGroup[] {
  const groups: SourceGroup[] = [];
  for (let number = 0; number < count; number += 1) {
    const department = departments[number]?.[0];
    const members =
      department !== undefined
        ? people.filter(({ attributes }) => attributes["department"] === department).map(({ id }) => id)
        : randomMembers(random, people, groups, number);
    groups.push({
      id: idOf("group", seed, number),
      attributes: {
        displayName: department ?? `${random.pick(projects)} ${number}`,
        mailNickname: `group${number}`,
        securityEnabled: true,
      },
      members,
    });
  }
  return groups;
}

/** What groups across departments are called. */
export const projects = [
  "Project Ångström",
  "Team København",
  "東京プロジェクト",
  "Projet Été",
  "Проект Буря",
  "Night Shift",
  "Board",
];

/** Every fifth group contains an earlier one. */
function randomMembers(
  random: Random,
  people: readonly SourceUser[],
  groups: readonly SourceGroup[],
  number: number,
): string[] {
  if (people.length === 0) return [];
  const members = new Set<string>();
  const size = 2 + random.below(Math.min(40, people.length));
  for (let index = 0; index < size; index += 1) members.add(random.pick(people).id);
  if (number % 5 === 0 && groups.length > 0) members.add(random.pick(groups).id);
  return [...members];
}
