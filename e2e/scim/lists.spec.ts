/** Lists: paging, filters, projections, and what they refuse (RFC 7644 §3.4.2). */
import { expect, test } from "../fixtures";
import { select } from "@/lib/entra/conformance/select";
import type { Exchange } from "@/lib/entra/conformance/client";
import type { ScimClient } from "../scim-client";
import { expectScimError } from "./expect-error";
import {
  createGroup,
  createUser,
  eachOf,
  enterpriseUrn,
  filterPath,
  listUrn,
  textAt,
  userBody,
  userUrn,
} from "./resources";

/** Three people who differ in everything a filter may look at. */
async function threePeople(scim: ScimClient) {
  const ana = await createUser(scim, "ana", {
    title: "Engineer",
    phoneNumbers: [
      { type: "work", value: "+34 91" },
      { type: "mobile", value: "+34 600" },
    ],
    roles: [{ value: "admin", primary: true }],
    [enterpriseUrn]: { department: "Sales", employeeNumber: "1", manager: { value: "26118915" } },
  });
  const bo = await createUser(scim, "bo", {
    active: false,
    title: "Sales 100%_sure",
    emails: [
      { type: "work", value: "bo@fabrikam.com" },
      { type: "home", value: "ana@contoso.com" },
    ],
    [enterpriseUrn]: { department: "IT", employeeNumber: "2" },
  });
  const chen = await createUser(scim, "chen", { displayName: 'Chen "CJ" O\'Neil \\ 王', emails: [] });
  return { ana, bo, chen };
}

test.describe("filters find exactly who they describe", () => {
  const cases: [filter: string, who: ("ana" | "bo" | "chen")[]][] = [
    ['userName eq "ANA@contoso.com"', ["ana"]],
    ['USERNAME EQ "ana@contoso.com"', ["ana"]],
    [`${userUrn}:userName eq "ana@contoso.com"`, ["ana"]],
    ['externalId eq "ana"', ["ana"]],
    ['externalId eq "ANA"', []],
    ['name.familyName eq "adams"', ["ana", "bo", "chen"]],
    ['name.givenName eq "bo"', ["bo"]],
    ['emails[type eq "work"].value eq "ana@contoso.com"', ["ana"]],
    ['emails[type eq "work" and value eq "ana@contoso.com"]', ["ana"]],
    ['emails.type eq "work" and emails.value eq "ana@contoso.com"', ["ana", "bo"]],
    ['emails.value eq "ana@contoso.com"', ["ana", "bo"]],
    ['emails eq "ana@contoso.com"', ["ana", "bo"]],
    ['emails co "fabrikam"', ["bo"]],
    ['emails[value ew "@fabrikam.com"]', ["bo"]],
    [`${enterpriseUrn}:department eq "sales"`, ["ana"]],
    [`${enterpriseUrn}:employeeNumber eq "2"`, ["bo"]],
    ['manager eq "26118915"', ["ana"]],
    [`${enterpriseUrn}:manager.value eq "26118915"`, ["ana"]],
    ["active eq true", ["ana", "chen"]],
    ["active eq false", ["bo"]],
    ['active eq "False"', ["bo"]],
    ["active ne true", ["bo"]],
    ['title co "100%_"', ["bo"]],
    ['title co "%"', ["bo"]],
    ['title sw "eng"', ["ana"]],
    ['title ew "SURE"', ["bo"]],
    ['displayName eq "Chen \\"CJ\\" O\'Neil \\\\ 王"', ["chen"]],
    ['displayName co "\\""', ["chen"]],
    ["title pr", ["ana", "bo"]],
    ["not (title pr)", ["chen"]],
    ["emails pr", ["ana", "bo"]],
    ["not (emails pr)", ["chen"]],
    ['not (title eq "Engineer")', ["bo", "chen"]],
    ['title ne "Engineer"', ["bo", "chen"]],
    ['title gt "F"', ["bo"]],
    ['title le "Engineer"', ["ana"]],
    ['phoneNumbers[type eq "mobile"] and active eq true', ["ana"]],
    ['roles[primary eq true].value eq "admin"', ["ana"]],
    ['roles[primary eq "True"].value eq "admin"', ["ana"]],
    ['userName eq "ana@contoso.com" or userName eq "bo@contoso.com" and active eq true', ["ana"]],
    ['(userName eq "ana@contoso.com" or userName eq "bo@contoso.com") and active eq false', ["bo"]],
    ['meta.created gt "2020-01-01T00:00:00Z"', ["ana", "bo", "chen"]],
    ["meta.Created gt 2015-10-01T00:00:00Z", ["ana", "bo", "chen"]],
    ['meta.lastModified lt "2020-01-01T00:00:00+02:00"', []],
    ['meta.resourceType eq "User"', ["ana", "bo", "chen"]],
    ["userName sw a", ["ana"]],
    ['id eq "not-a-uuid"', []],
    ["title eq null", ["chen"]],
  ];

  for (const [filter, who] of cases) {
    test(filter, async ({ scim }) => {
      const people = await threePeople(scim);
      const answer = await scim.get(filterPath("/Users", filter));
      expect(answer.status, answer.text).toBe(200);
      expect(eachOf(answer, "id").sort()).toEqual(who.map((name) => people[name]).sort());
      expect(answer.body).toMatchObject({ schemas: [listUrn], totalResults: who.length, itemsPerPage: who.length });
    });
  }
});

test.describe("a filter that cannot be right is invalidFilter, never a silent everyone", () => {
  for (const filter of [
    'userName zz "x"',
    "userName eq",
    'userName "x"',
    "eq",
    '"x"',
    'nosuchattribute eq "x"',
    'userName eq "ana" and nosuchattribute eq "x"',
    'name.nosuch eq "x"',
    'emails[nosuch eq "x"]',
    'urn:example:nope:attribute eq "x"',
    'userName eq "x',
    'userName eq "x" and',
    '(userName eq "x"',
    'userName eq "x")',
    'emails[type eq "work"',
    "not userName pr",
    "active gt true",
    'active co "t"',
    'userName eq "x" or',
    'password eq "x"',
    'meta.created gt "yesterday"',
    "userName eq 'x'",
    "",
    `${"(".repeat(200)}userName pr${")".repeat(200)}`,
    `userName eq "${"x".repeat(10_000)}"`,
  ]) {
    test(
      filter.length > 100 ? `${filter.slice(0, 20)}… (${filter.length} characters)` : filter || "(empty)",
      async ({ scim }) => {
        await createUser(scim, "ana");
        expectScimError(await scim.get(filterPath("/Users", filter)), 400, "invalidFilter");
      },
    );
  }

  test("text that looks like SQL is only text", async ({ scim }) => {
    await createUser(scim, "ana");
    for (const value of ["' OR '1'='1", 'x\'; DROP TABLE \\"User\\"; --', "$1", "\\\\", "%", "_"]) {
      const answer = await scim.get(filterPath("/Users", `userName eq "${value}" or displayName co "${value}"`));
      expect(answer.status, answer.text).toBe(200);
      expect(select(answer.body, "totalResults")).toBe(0);
    }
  });
});

test.describe("paging", () => {
  test("walks over everybody once, in one order, with the exact total", async ({ scim }) => {
    const ids = await Promise.all(Array.from({ length: 23 }, (_, index) => createUser(scim, `person-${index}`)));
    const seen: unknown[] = [];
    for (let startIndex = 1; startIndex <= 23; startIndex += 5) {
      const page = await scim.get(`/Users?startIndex=${startIndex}&count=5`);
      expect(page.body).toMatchObject({ totalResults: 23, startIndex, itemsPerPage: Math.min(5, 24 - startIndex) });
      seen.push(...eachOf(page, "id"));
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(eachOf(await scim.get("/Users?count=100"), "id")).toEqual(seen);
  });

  for (const [query, expected] of [
    ["startIndex=0&count=1", { startIndex: 1, itemsPerPage: 1, totalResults: 3 }],
    ["startIndex=-7", { startIndex: 1, itemsPerPage: 3, totalResults: 3 }],
    ["count=0", { itemsPerPage: 0, totalResults: 3 }],
    ["count=-1", { itemsPerPage: 0, totalResults: 3 }],
    ["startIndex=4", { startIndex: 4, itemsPerPage: 0, totalResults: 3 }],
    ["startIndex=1000000", { itemsPerPage: 0, totalResults: 3 }],
    ["startIndex=3&count=10", { startIndex: 3, itemsPerPage: 1, totalResults: 3 }],
  ] as const) {
    test(`${query} is answered as RFC 7644 §3.4.2.4 says`, async ({ scim }) => {
      await threePeople(scim);
      const page = await scim.get(`/Users?${query}`);
      expect(page.body).toMatchObject({ ...expected, schemas: [listUrn] });
      expect(eachOf(page, "id")).toHaveLength(expected.itemsPerPage);
    });
  }

  for (const query of ["startIndex=one", "count=many", "count=1.5", "startIndex=99999999999999999999"]) {
    test(`${query} is 400 invalidValue`, async ({ scim }) => {
      expectScimError(await scim.get(`/Users?${query}`), 400, "invalidValue");
    });
  }

  test("a page is never longer than the service's limit, whatever count asks for", async ({ scim }) => {
    const limit = Number(select((await scim.get("/ServiceProviderConfig")).body, "filter.maxResults"));
    expect(limit).toBeGreaterThan(0);
    await createUser(scim, "ana");
    expect((await scim.get("/Users?count=1000000")).body).toMatchObject({ totalResults: 1, itemsPerPage: 1 });
  });

  test("holds filter and paging together", async ({ scim }) => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        createUser(scim, `p-${index}`, { title: index % 2 === 0 ? "Even" : "Odd" }),
      ),
    );
    const page = await scim.get(filterPath("/Users", 'title eq "even"', "&startIndex=5&count=5"));
    expect(page.body).toMatchObject({ totalResults: 6, startIndex: 5, itemsPerPage: 2 });
    expect(new Set(eachOf(page, "title"))).toEqual(new Set(["Even"]));
  });
});

test.describe("cursors (RFC 9865)", () => {
  test("walk over everybody once, also while people come and go", async ({ scim }) => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => createUser(scim, `person-${index}`)));
    const seen: unknown[] = [];
    let cursor: string | undefined = "";
    while (cursor !== undefined) {
      const page = await scim.get(`/Users?cursor=${cursor}&count=5`);
      expect(page.status, page.text).toBe(200);
      expect(select(page.body, "startIndex")).toBeUndefined();
      seen.push(...eachOf(page, "id"));
      const next = select(page.body, "nextCursor");
      cursor = typeof next === "string" ? next : undefined;
      if (seen.length === 5) await scim.delete(`/Users/${String(seen[0])}`);
    }
    expect(seen.map(String).sort()).toEqual([...ids].sort());
  });

  test("one of another query, or of nobody, is 400 invalidCursor", async ({ scim }) => {
    await threePeople(scim);
    const cursor = textAt(await scim.get("/Users?cursor=&count=1"), "nextCursor");
    expectScimError(
      await scim.get(filterPath("/Users", "title pr", `&count=1&cursor=${cursor}`)),
      400,
      "invalidCursor",
    );
    expectScimError(await scim.get("/Users?cursor=bogus"), 400, "invalidCursor");
    expectScimError(await scim.get("/Users?cursor=&count=many"), 400, "invalidCount");
  });
});

test.describe("sortBy", () => {
  test("orders by an attribute, both ways, and pages in that order", async ({ scim }) => {
    for (const [name, title] of [
      ["ana", "beta"],
      ["bo", "Alpha"],
      ["chen", "gamma"],
    ] as const) {
      await createUser(scim, name, { title });
    }
    expect(eachOf(await scim.get("/Users?sortBy=title"), "title")).toEqual(["Alpha", "beta", "gamma"]);
    const descending = await scim.get("/Users?sortBy=title&sortOrder=descending&count=2");
    expect(eachOf(descending, "title")).toEqual(["gamma", "beta"]);
  });
});

test("POST /.search answers what GET with the same parameters does", async ({ scim }) => {
  const { ana } = await threePeople(scim);
  const answer = await scim.post("/Users/.search", {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
    filter: 'title eq "engineer"',
    attributes: ["userName"],
    startIndex: 1,
    count: 10,
  });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toEqual(
    (await scim.get(filterPath("/Users", 'title eq "engineer"', "&attributes=userName"))).body,
  );
  expect(eachOf(answer, "id")).toEqual([ana]);
});

test("a directory that asks too much is told to wait with 429, and how long, and nothing is lost", async ({
  makeTenant,
}) => {
  const { scim } = await makeTenant({ requestsPerSecond: 25 });
  const answers: Exchange[] = [];
  const refusals = () => answers.filter(({ status }) => status === 429);
  // A busy machine may need more of them until they are too many a second.
  for (let wave = 1; wave <= 10 && refusals().length === 0; wave += 1) {
    answers.push(...(await Promise.all(Array.from({ length: 300 }, () => scim.get("/Users?count=0")))));
  }
  const refused = refusals();
  expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expectScimError(answer, 429);
    expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
  }
});

test.describe("attributes and excludedAttributes", () => {
  for (const [query, keys] of [
    ["attributes=userName", ["schemas", "id", "userName"]],
    ["attributes=USERNAME,displayname", ["schemas", "id", "userName", "displayName"]],
    ["attributes=name.givenName", ["schemas", "id", "name"]],
    [`attributes=${userUrn}:userName`, ["schemas", "id", "userName"]],
    [`attributes=${enterpriseUrn}:department`, ["schemas", "id", enterpriseUrn]],
    ["attributes=id", ["schemas", "id"]],
    ["attributes=meta.version", ["schemas", "id", "meta"]],
    ["attributes=emails%5Btype%20eq%20%22work%22%5D", ["schemas", "id", "emails"]],
    [
      "excludedAttributes=name,emails,displayName,externalId",
      ["schemas", "id", "meta", "userName", "active", enterpriseUrn],
    ],
    ["excludedAttributes=id", undefined],
  ] as const) {
    test(`${query} on one and on a list`, async ({ scim }) => {
      const id = await createUser(scim, "ana", { [enterpriseUrn]: { department: "Sales", division: "EMEA" } });
      for (const resource of [
        (await scim.get(`/Users/${id}?${query}`)).body,
        select((await scim.get(`/Users?${query}`)).body, "Resources[0]"),
      ]) {
        expect(select(resource, "id")).toBe(id);
        if (keys !== undefined) expect(Object.keys(Object(resource)).sort()).toEqual([...keys].sort());
      }
    });
  }

  test("a sub-attribute asked for comes alone", async ({ scim }) => {
    const id = await createUser(scim, "ana");
    const answer = await scim.get(`/Users/${id}?attributes=name.givenName,emails.value`);
    expect(answer.body).toMatchObject({ name: { givenName: "ana" }, emails: [{ value: "ana@contoso.com" }] });
    expect(select(answer.body, "name")).toEqual({ givenName: "ana" });
  });

  test("both at once are 400", async ({ scim }) => {
    expectScimError(await scim.get("/Users?attributes=userName&excludedAttributes=emails"), 400, "invalidValue");
  });

  test("POST and PUT honour them too", async ({ scim }) => {
    const created = await scim.request("POST", "/Users?attributes=userName", { body: userBody("ana") });
    expect(created.status).toBe(201);
    expect(Object.keys(Object(created.body)).sort()).toEqual(["id", "schemas", "userName"]);
    expect(created.headers.get("location")).toContain(textAt(created, "id"));
  });
});

test("a disabled person is still found, by id and by filter", async ({ scim }) => {
  const id = await createUser(scim, "ana");
  await scim.patch(`/Users/${id}`, [{ op: "Replace", path: "active", value: "False" }]);
  expect((await scim.get(`/Users/${id}`)).body).toMatchObject({ active: false });
  expect((await scim.get(filterPath("/Users", 'userName eq "ana@contoso.com"'))).body).toMatchObject({
    totalResults: 1,
  });
});

test("people do not appear among groups, nor groups among people", async ({ scim }) => {
  const [ana, sales] = [await createUser(scim, "ana"), await createGroup(scim, "Sales")];
  expect(eachOf(await scim.get("/Users"), "id")).toEqual([ana]);
  expect(eachOf(await scim.get("/Groups"), "id")).toEqual([sales]);
  expectScimError(await scim.get(`/Groups/${ana}`), 404);
  expectScimError(await scim.get(`/Users/${sales}`), 404);
});
