import fc from "fast-check";
import { customUrn } from "./definitions";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** Few values, so that filters hit; letters whose case, form and order are easy to get wrong. */
export const words = [
  "ana",
  "ANA",
  "Ána",
  "A\u0301na",
  "bo",
  "b",
  "",
  "ana%",
  "_na",
  "a\\b",
  'a"b',
  'a\t"na',
  "😀",
  "\uff5e",
  "ß",
];
const dates = [
  "2026-01-01T00:00:00Z",
  "2026-01-01T02:00:00+02:00",
  "2026-06-01T10:30:00.5Z",
  "2025-12-31T23:59:59.999Z",
];
export const ids = ["0197a000-0000-7000-8000-000000000001", "0197a000-0000-7000-8000-000000000002"];

const textOperators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
const orderOperators = ["eq", "ne", "gt", "ge", "lt", "le"];

interface Comparable {
  readonly paths: readonly string[];
  readonly operators: readonly string[];
  readonly literals: readonly string[];
}

const quoted = words.map((word) => JSON.stringify(word));

const comparables: readonly Comparable[] = [
  {
    paths: [
      "userName",
      "displayName",
      "TITLE",
      "externalId",
      "name.familyName",
      `${enterprise}:department`,
      "manager",
      `${customUrn}:badge`,
    ],
    operators: textOperators,
    literals: quoted,
  },
  {
    paths: [
      "emails",
      "emails.value",
      "emails.type",
      "emails.display",
      `${customUrn}:tags`,
      "roles.value",
      "groups.display",
    ],
    operators: textOperators,
    literals: quoted,
  },
  { paths: ["active", "emails.primary"], operators: ["eq", "ne"], literals: ["true", "false", '"True"'] },
  {
    paths: [`${customUrn}:level`, `${customUrn}:rate`, "office.floor"],
    operators: orderOperators,
    literals: ["1", "2.5", "-3"],
  },
  {
    paths: ["meta.created", "meta.lastModified", `${customUrn}:hired`],
    operators: orderOperators,
    literals: dates.map((date) => JSON.stringify(date)),
  },
  {
    paths: ["id", "groups", "groups.value"],
    operators: textOperators,
    literals: [...ids, "x"].map((id) => JSON.stringify(id)),
  },
  { paths: ["schemas"], operators: textOperators, literals: [JSON.stringify(enterprise), '"urn"'] },
];

const presentable = [
  "title",
  "name",
  "emails",
  "emails.display",
  "groups",
  "meta",
  "id",
  "externalId",
  enterprise,
  "x509Certificates",
];

const comparison = fc.constantFrom(...comparables).chain(({ paths, operators, literals }) =>
  fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom(...operators), fc.constantFrom(...literals, "null"))
    // null compares with eq and ne alone.
    .map(([path, operator, literal]) =>
      literal === "null" && operator !== "ne" ? `${path} eq null` : `${path} ${operator} ${literal}`,
    ),
);

const present = fc.constantFrom(...presentable).map((path) => `${path} pr`);

const inEmail = fc.oneof(
  fc
    .tuple(fc.constantFrom("value", "type", "display"), fc.constantFrom(...textOperators), fc.constantFrom(...quoted))
    .map((parts) => parts.join(" ")),
  fc.constantFrom("primary eq true", "primary ne true", "display pr", "not (type pr)"),
);

const combined = (term: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 3, arbitrary: term },
    fc.tuple(term, fc.constantFrom("and", "or"), term).map((parts) => parts.join(" ")),
    fc.tuple(term, term, term).map(([a, b, c]) => `${a} and (${b} or not (${c}))`),
  );

const valuePath = fc.oneof(
  combined(inEmail).map((filter) => `emails[${filter}]`),
  fc
    .tuple(inEmail, fc.constantFrom(...textOperators), fc.constantFrom(...quoted))
    .map(([filter, operator, literal]) => `emails[${filter}].value ${operator} ${literal}`),
  fc
    .tuple(fc.constantFrom(...textOperators), fc.constantFrom(...quoted))
    .map(([operator, literal]) => `${customUrn}:tags[value ${operator} ${literal}]`),
  fc
    .tuple(
      fc.constantFrom("type", "display"),
      fc.constantFrom(...textOperators),
      fc.constantFrom(...quoted, '"direct"'),
    )
    .map((parts) => `groups[${parts.join(" ")}]`),
  fc.constantFrom(
    'name[familyName eq "ana"]',
    'name[not (familyName eq "ana")]',
    "name[givenName pr or familyName pr]",
    'meta[created gt "2026-03-01T00:00:00Z" and not (version eq "x")]',
    'meta[resourceType ne "User" or lastModified pr]',
  ),
);

/** Filters on the definition of __fixtures__/definitions, as text; each is valid. */
export const arbitraryFilter = combined(combined(fc.oneof(comparison, present, valuePath)));

const word = fc.constantFrom(...words);
const email = fc.record(
  // Also what may be the userName.
  {
    value: fc.oneof(
      word,
      word.map((each) => `u${each}`),
    ),
    type: fc.constantFrom("work", "home"),
    display: word,
    primary: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Bodies of users made of the same few values. */
export const arbitraryUser = fc.record(
  {
    userName: word.map((each) => `u${each}`),
    externalId: word,
    displayName: word,
    title: word,
    active: fc.boolean(),
    name: fc.record({ familyName: word, givenName: word }, { requiredKeys: [] }),
    emails: fc.array(email, { maxLength: 3 }),
    roles: fc.array(fc.record({ value: word }), { maxLength: 2 }),
    [enterprise]: fc.record({ department: word, manager: word }, { requiredKeys: [] }),
    [customUrn]: fc.record(
      {
        badge: word,
        level: fc.constantFrom(1, 2, -3),
        rate: fc.constantFrom(1, 2.5),
        hired: fc.constantFrom(...dates),
        tags: fc.array(word, { maxLength: 2 }),
        office: fc.record({ code: fc.constant("c"), floor: fc.constantFrom(1, 2) }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["userName"] },
);
