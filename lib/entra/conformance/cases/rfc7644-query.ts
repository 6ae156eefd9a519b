/** RFC 7644 §3.4: filters, sorting, paging and searching. Every filter is tied to people of the case's own. */
import type { Case, Check } from "../case";
import {
  absent,
  advice,
  aPerson,
  enterpriseUrn,
  filtered,
  get,
  is,
  lists,
  listUrn,
  post,
  refused,
  unassigned,
  userUrn,
  written,
} from "./writing";

const ana = aPerson("anaId", "query.ana", {
  schemas: [userUrn, enterpriseUrn],
  title: "Engineer",
  emails: [
    { type: "work", value: "query.ana@contoso.com", primary: true },
    { type: "home", value: "ana@home.example" },
  ],
  [enterpriseUrn]: { department: "Research" },
});
const bo = aPerson("boId", "query.bo", { title: "Director", displayName: "Bo Li", active: false });
const both = 'id eq "{{anaId}}" or id eq "{{boId}}"';

/** Name, filter on Ana and Bo, whom it finds. */
const filters: readonly (readonly [name: string, filter: string, found: readonly ("{{anaId}}" | "{{boId}}")[]])[] = [
  ["eq", 'userName eq "query.ana@contoso.com"', ["{{anaId}}"]],
  ["eq, whatever the case of a value that is not case exact", 'userName eq "QUERY.ANA@CONTOSO.COM"', ["{{anaId}}"]],
  ["eq of a boolean", `active eq false and (${both})`, ["{{boId}}"]],
  ["ne", `title ne "Director" and (${both})`, ["{{anaId}}"]],
  ["co", `title co "rect" and (${both})`, ["{{boId}}"]],
  ["sw", `title sw "Engi" and (${both})`, ["{{anaId}}"]],
  ["ew", `title ew "neer" and (${both})`, ["{{anaId}}"]],
  ["pr", `${enterpriseUrn}:department pr and (${both})`, ["{{anaId}}"]],
  ["gt of a date", `meta.lastModified gt "2000-01-01T00:00:00Z" and (${both})`, ["{{anaId}}", "{{boId}}"]],
  ["ge of a string", `title ge "Engineer" and (${both})`, ["{{anaId}}"]],
  ["lt of a date", `meta.lastModified lt "2000-01-01T00:00:00Z" and (${both})`, []],
  ["le of a string", `title le "Director" and (${both})`, ["{{boId}}"]],
  ["or", both, ["{{anaId}}", "{{boId}}"]],
  ["and before or", 'id eq "{{anaId}}" or id eq "{{boId}}" and title eq "Nobody"', ["{{anaId}}"]],
  ["brackets before and", `(${both}) and title eq "Director"`, ["{{boId}}"]],
  ["not", `not (title eq "Engineer") and (${both})`, ["{{boId}}"]],
  ["a sub-attribute", `name.familyName eq "Pérez" and (${both})`, ["{{anaId}}", "{{boId}}"]],
  ["a sub-attribute of many values", `emails.value eq "ana@home.example" and (${both})`, ["{{anaId}}"]],
  ["a value path", `emails[type eq "home" and value ew "home.example"] and (${both})`, ["{{anaId}}"]],
  ["a value path is of one value", `emails[type eq "work" and value ew "home.example"] and (${both})`, []],
  ["an extension's attribute by its URN", `${enterpriseUrn}:department eq "Research" and (${both})`, ["{{anaId}}"]],
  ["names and operators in any case", `USERNAME EQ "query.ana@contoso.com" AND TITLE Sw "Engi"`, ["{{anaId}}"]],
];

const filterCases: Case[] = filters.map(([name, filter, found], index) =>
  written(`7644-3.4.2.2-${index + 1}`, {
    title: `Filter: ${name}`,
    source: "RFC 7644 §3.4.2.2",
    needs: ["filter"],
    given: [ana, bo],
    request: get(filtered("/Users", filter)),
    status: [200],
    expect: { "exactly those": lists(...found) },
  }),
);

const badFilters: Case[] = [
  ["an operator that there is not", 'userName like "ana"'],
  ["a bracket that is not closed", '(userName eq "ana"'],
  ["a value that is missing", "userName eq"],
].map(([name = "", filter = ""], index) =>
  written(`7644-3.4.2.2-bad-${index + 1}`, {
    title: `Filter: ${name}`,
    source: 'RFC 7644 §3.4.2.2: 400 "with a scimType error of invalidFilter"',
    needs: ["filter"],
    request: get(filtered("/Users", filter)),
    status: [400],
    expect: { invalidFilter: [refused("invalidFilter")] },
  }),
);

const sorted = (order: string, ...ids: string[]): Case =>
  written(`7644-3.4.2.3-${order}`, {
    title: `Sorting: ${order}`,
    source: "RFC 7644 §3.4.2.3",
    needs: ["sort", "filter"],
    given: [ana, bo],
    request: get(filtered("/Users", both, `&sortBy=title&sortOrder=${order}`)),
    status: [200],
    expect: { "in that order": ids.map((id, index) => is(`Resources[${index}].id`, id)) },
  });

const three = ["one", "two", "three"].map((name) => aPerson(`${name}Id`, `paged.${name}`, { nickName: "Paged" }));
const anyOfThree = '(id eq "{{oneId}}" or id eq "{{twoId}}" or id eq "{{threeId}}")';
const page = (more: string) => filtered("/Users", anyOfThree, more);
const paged = (id: string, title: string, more: string, ...checks: Check[]): Case =>
  written(`7644-3.4.2.4-${id}`, {
    title: `Paging: ${title}`,
    source: "RFC 7644 §3.4.2.4",
    needs: ["filter"],
    given: three,
    request: get(page(more)),
    status: [200],
    expect: { "of three people": [{ path: "totalResults", equals: 3 }, ...checks] },
  });

const pages: Case[] = [
  paged(
    "first",
    "the first two",
    "&startIndex=1&count=2",
    { path: "Resources", count: 2 },
    is("startIndex", 1),
    is("itemsPerPage", 2),
  ),
  paged(
    "last",
    "the rest",
    "&startIndex=3&count=2",
    { path: "Resources", count: 1 },
    is("startIndex", 3),
    is("itemsPerPage", 1),
    {
      noOverlapWith: page("&startIndex=1&count=2"),
    },
  ),
  paged("beyond", "beyond the last", "&startIndex=4&count=2", unassigned("Resources")),
  paged("zero", "count=0 asks for the number alone", "&count=0", unassigned("Resources")),
  paged("negative", "a negative count is 0", "&count=-1", unassigned("Resources")),
  paged("before", "a startIndex below 1 is 1", "&startIndex=-5&count=3", { path: "Resources", count: 3 }),
];

const search = (body: Parameters<typeof post>[1]) => post("/Users/.search", body);

export const rfc7644QueryCases: readonly Case[] = [
  ...filterCases,
  ...badFilters,
  sorted("ascending", "{{boId}}", "{{anaId}}"),
  sorted("descending", "{{anaId}}", "{{boId}}"),
  ...pages,
  written("7644-3.4.2.5", {
    title: "attributes and excludedAttributes narrow a list",
    source: "RFC 7644 §3.4.2.5 and §3.9",
    needs: ["filter"],
    given: [ana],
    request: get(filtered("/Users", 'id eq "{{anaId}}"', "&attributes=userName,emails.value")),
    status: [200],
    expect: {
      "what was asked for": [
        is("Resources[0].id", "{{anaId}}"),
        is("Resources[0].userName", "query.ana@contoso.com"),
        absent("Resources[0].title"),
        absent("Resources[0].emails[0].type"),
        { path: "Resources[0].emails", contains: { value: "ana@home.example" } },
      ],
    },
  }),
  written("7644-3.4.3", {
    title: "Searching by POST",
    source: "RFC 7644 §3.4.3",
    note: "A server without it may answer 501 or 404.",
    needs: ["filter"],
    given: [ana, bo],
    request: search({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter: both,
      attributes: ["userName"],
      startIndex: 1,
      count: 10,
    }),
    status: [200, 404, 501],
    expect: {
      "the people, with the attributes that were asked for": [
        {
          when: { status: [200] },
          checks: [
            ...lists("{{anaId}}", "{{boId}}"),
            { each: "Resources", checks: [{ path: "userName", type: "string" }, absent("title")] },
          ],
        },
      ],
      "it is there": [advice({ status: [200] })],
    },
  }),
  written("7644-3.4.2-shape", {
    title: "A list says how many there are",
    source: "RFC 7644 §3.4.2 (schemas and totalResults: REQUIRED; numbers are integers)",
    request: get("/Users?count=1"),
    status: [200],
    expect: { "as a number": [is("schemas", [listUrn]), { path: "totalResults", type: "number" }] },
  }),
];
