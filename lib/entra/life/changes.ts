import { asciiOf, spelled } from "../tenant/generate-tenant";
import { departments, nameLists } from "../tenant/names";
import type { Random } from "../tenant/random";
import type { SourceUser } from "../tenant/tenant";
import type { Chance } from "./chance";
import type { Draft } from "./draft";
import { anotherManager, pickOne, somebody } from "./pick";

const people = (draft: Draft): number => draft.active().length;

/** What changes for somebody who stays. */
export const changing: readonly Chance[] = [
  { perMonth: 0.012, of: people, happen: move },
  { perMonth: 0.015, of: people, happen: promote },
  { perMonth: 0.008, of: people, happen: getAnotherManager },
  { perMonth: 0.006, of: people, happen: relocate },
  { perMonth: 0.015, of: people, happen: changePhone },
  { perMonth: 0.003, of: people, happen: giveUpMobile },
  { perMonth: 0.004, of: people, happen: marry },
  { perMonth: 0.005, of: (draft) => (draft.isByAssignment ? people(draft) : 0), happen: changeRole },
];

/** To another department: title, manager, and the groups that are called like the departments. */
function move(draft: Draft, random: Random): void {
  const user = somebody(draft, random);
  if (!user) return;
  const from = user.attributes["department"];
  const [department, titles] = random.pick(departments.filter(([name]) => name !== from));
  draft.set(user.id, { department, jobTitle: random.pick(titles) });
  const manager = user.manager === undefined ? undefined : anotherManager(draft, random, user);
  if (manager) draft.setManager(user.id, manager.id);
  for (const group of draft.living()) {
    const name = group.attributes["displayName"];
    const others = group.members.filter((member) => member !== user.id);
    if (name === from && others.length < group.members.length) draft.putGroup({ ...group, members: others });
    if (name === department) draft.putGroup({ ...group, members: [...others, user.id] });
  }
  draft.happened("moved", user);
}

function promote(draft: Draft, random: Random): void {
  const user = somebody(draft, random);
  if (!user) return;
  draft.set(user.id, { jobTitle: promoted(String(user.attributes["jobTitle"] ?? "Employee")) });
  draft.happened("promoted", user);
}

/** From "Agent" over "Senior Agent" and "Principal Agent" to "Agent" of another kind. */
const promoted = (title: string): string =>
  title.startsWith("Principal ")
    ? title.slice("Principal ".length)
    : title.startsWith("Senior ")
      ? title.replace("Senior ", "Principal ")
      : `Senior ${title}`;

function getAnotherManager(draft: Draft, random: Random): void {
  const user = somebody(draft, random, ({ manager }) => manager !== undefined);
  const manager = user && anotherManager(draft, random, user);
  if (!user || !manager) return;
  draft.setManager(user.id, manager.id);
  draft.happened("gotAnotherManager", user);
}

function relocate(draft: Draft, random: Random): void {
  const user = somebody(draft, random);
  if (!user) return;
  const { city, country, dialling } = random.pick(nameLists);
  draft.set(user.id, {
    city,
    country,
    physicalDeliveryOfficeName: city,
    telephoneNumber: phone(dialling, random),
  });
  draft.happened("relocated", user);
}

/** A new mobile number, for some their first. */
function changePhone(draft: Draft, random: Random): void {
  const user = somebody(draft, random);
  if (!user) return;
  draft.set(user.id, { mobile: phone(random.pick(nameLists).dialling, random) });
  draft.happened("changedPhone", user);
}

const phone = (dialling: string, random: Random): string => `${dialling} 557 ${10_000 + random.below(90_000)}`;

/** Null in Entra, which sends no nulls: the target keeps the number. */
function giveUpMobile(draft: Draft, random: Random): void {
  const user = somebody(draft, random, ({ attributes }) => attributes["mobile"] !== undefined);
  if (!user) return;
  draft.set(user.id, { mobile: undefined });
  draft.happened("gaveUpMobile", user);
}

/** Another surname, and with it another login and address; the number in the login stays theirs. */
function marry(draft: Draft, random: Random): void {
  const user = somebody(draft, random);
  if (!user) return;
  const [surname, latin] = spelled(random.pick(random.pick(nameLists).family));
  const { givenName = "", mailNickname = "", userPrincipalName = "" } = texts(user);
  const [, first = "x", number = ""] = /^(.*?)(?:\..*?)?(\d*)$/.exec(mailNickname) ?? [];
  const domain = userPrincipalName.replace(/^.*@/, "");
  const login = `${first}.${asciiOf(latin)}${number}`;
  const mail = `${login}@${domain}`;
  const displayName = `${givenName} ${surname}`.trim();
  draft.set(user.id, { surname, displayName, mailNickname: login, userPrincipalName: mail, mail });
  draft.happened("married", user);
}

const texts = ({ attributes }: SourceUser): Partial<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));

/** Secretaries become users, users secretaries or admins. */
function changeRole(draft: Draft, random: Random): void {
  const { entitled } = draft.assigned();
  const user = somebody(draft, random, ({ id }) => entitled.has(id));
  if (!user) return;
  const before = draft.roleOf(user.id);
  const role = pickOne(
    draft.roles.filter(({ value }) => value !== before),
    random,
  );
  if (!role) return;
  draft.assign(user.id, role.value);
  draft.happened("changedRole", user);
}
