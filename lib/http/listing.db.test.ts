import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createToken } from "@/lib/console/tokens";
import type { JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { Answered, ListBody, ScimClient } from "./__fixtures__/scim-client";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

let call: ScimClient;

beforeEach(async () => {
  call = scimClient((await createUnattendedTenant()).token.token);
});

const people = (...users: JsonObject[]) =>
  users.reduce(async (before, user) => {
    await before;
    await call("POST", "/Users", user);
  }, Promise.resolve());

const numbered = (count: number) =>
  people(...Array.from({ length: count }, (_, index) => ({ userName: `user${String(index).padStart(2, "0")}` })));

const names = ({ body }: Answered<ListBody>) => body.Resources.map((resource) => resource.userName);

/** Every page by cursor, with something done between the first and the second. */
async function walk(query: string, between: (first: Answered<ListBody>) => Promise<unknown> = async () => undefined) {
  const seen: (string | undefined)[] = [];
  let cursor: string | undefined = "";
  for (let page = 0; cursor !== undefined; page += 1) {
    const answer: Answered<ListBody> = await call("GET", `/Users?${query}&cursor=${cursor}`);
    seen.push(...names(answer));
    if (page === 0) await between(answer);
    cursor = answer.body.nextCursor;
  }
  return seen;
}

describe("paging by cursor (RFC 9865)", () => {
  test("shows everybody once, and no nextCursor on the last page", async () => {
    await numbered(7);
    expect(await walk("count=3")).toEqual(Array.from({ length: 7 }, (_, index) => `user0${index}`));
  });

  test("skips nobody when those already shown are deleted meanwhile", async () => {
    await numbered(7);
    const seen = await walk("count=3", ({ body }) =>
      Promise.all(body.Resources.map(({ id }) => call("DELETE", `/Users/${id}`))),
    );
    expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `user0${index}`));
  });

  test.each(["ascending", "descending"])("walks a %s sort with missing and equal values to its end", async (order) => {
    await people(
      { userName: "a", title: "Writer" },
      { userName: "b" },
      { userName: "c", title: "engineer" },
      { userName: "d", title: "Engineer" },
      { userName: "e" },
    );
    const expected = order === "ascending" ? ["c", "d", "a", "b", "e"] : ["b", "e", "a", "c", "d"];
    for (const count of [1, 2, 3, 5]) {
      expect(await walk(`count=${count}&sortBy=title&sortOrder=${order}`)).toEqual(expected);
    }
  });

  test.each([
    ["one that is not ours", "cursor=nonsense"],
    ["one of another filter", "filter=userName%20sw%20%22user%22&cursor="],
  ])("%s is invalidCursor", async (_, query) => {
    await numbered(2);
    const { body } = await call("GET", "/Users?count=1&cursor=");
    const given = query.endsWith("=") ? `${query}${body.nextCursor}` : query;
    expect(await call("GET", `/Users?${given}`)).toMatchObject({ status: 400, body: { scimType: "invalidCursor" } });
  });

  test("one of another directory is invalidCursor", async () => {
    await numbered(2);
    const { body } = await call("GET", "/Users?count=1&cursor=");
    const stranger = scimClient((await createUnattendedTenant()).token.token);
    expect(await stranger("GET", `/Users?count=1&cursor=${body.nextCursor}`)).toMatchObject({
      status: 400,
      body: { scimType: "invalidCursor" },
    });
  });

  // A cursor's sort key is cast to the type of its column: a forged one was PostgreSQL's error, and so a 500.
  test.each(["userName", "meta.created", "active", "id"])("one that was changed is invalidCursor (%s)", async (by) => {
    await numbered(2);
    const { body } = await call("GET", `/Users?count=1&sortBy=${by}&cursor=`);
    const given = Buffer.from(body.nextCursor ?? "", "base64url");
    for (const key of ["zzz", "a\u0000b", null]) {
      const changed = given.toString("latin1").replace(/,("[^"]*"|null)\]$/, `,${JSON.stringify(key)}]`);
      const cursor = Buffer.from(changed, "latin1").toString("base64url");
      expect(cursor).not.toBe(body.nextCursor);
      expect(await call("GET", `/Users?count=1&sortBy=${by}&cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { scimType: "invalidCursor" },
      });
    }
  });

  test("fits a URL however long the values are that it sorts by", async () => {
    const long = "\u9f98".repeat(5_000);
    await people({ userName: "a", title: `${long}a` }, { userName: "b", title: `${long}b` }, { userName: "c" });
    const { body } = await call("GET", "/Users?count=1&sortBy=title&cursor=");
    expect(body.nextCursor?.length).toBeLessThan(2_000);
    expect(await walk("count=1&sortBy=title")).toEqual(["a", "b", "c"]);
  });

  test("count=0 tells how many there are", async () => {
    await numbered(2);
    expect(await call("GET", "/Users?count=0&cursor=")).toMatchObject({
      status: 200,
      body: { totalResults: 2, itemsPerPage: 0, Resources: [] },
    });
  });

  test("a count that is no number is invalidCount", async () => {
    expect(await call("GET", "/Users?cursor=&count=many")).toMatchObject({
      status: 400,
      body: { scimType: "invalidCount" },
    });
  });
});

describe("paging by index while people go (RFC 7644 §3.4.2.4)", () => {
  /** As clients do it: by startIndex, until totalResults is reached. */
  async function walkByIndex(
    fetchPage: (startIndex: number) => Promise<Answered<ListBody>>,
    between: (page: Answered<ListBody>) => Promise<unknown>,
  ): Promise<string[]> {
    const seen: string[] = [];
    for (let startIndex = 1, total = 1; startIndex <= total;) {
      const page = await fetchPage(startIndex);
      const { totalResults = 0, itemsPerPage = 0 } = page.body;
      seen.push(...page.body.Resources.map(({ id }) => id));
      if (itemsPerPage === 0) break;
      await between(page);
      startIndex += itemsPerPage;
      total = totalResults;
    }
    return seen;
  }

  test.each(["", "&sortBy=userName", "&sortBy=title&sortOrder=descending"])(
    "everybody who stays is shown, once: whoever goes and comes between the pages (%s)",
    async (order) => {
      const walkWith = fc.record({
        titles: fc.array(fc.constantFrom("a", "b", "B", undefined), { minLength: 1, maxLength: 9 }),
        count: fc.integer({ min: 1, max: 4 }),
        leaving: fc.infiniteStream(fc.boolean()),
        joining: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(walkWith, async ({ titles, count, leaving, joining }) => {
          call = scimClient((await createUnattendedTenant()).token.token);
          const living = new Set<string>();
          const join = async (userName: string, title?: string) => {
            const { body } = await call<{ id: string }>("POST", "/Users", { userName, title: title ?? null });
            living.add(body.id);
          };
          for (const [index, title] of titles.entries()) await join(`user${index}`, title);
          const first = [...living];
          let pages = 0;
          const seen = await walkByIndex(
            (startIndex) => call("GET", `/Users?startIndex=${startIndex}&count=${count}${order}`),
            async () => {
              pages += 1;
              for (const id of [...living].filter(() => leaving.next().value)) {
                await call("DELETE", `/Users/${id}`);
                living.delete(id);
              }
              // Only in the order of creation does a newcomer stand at the end.
              if (joining && order === "" && pages === 1) await join("newcomer");
            },
          );
          expect(new Set(seen).size).toBe(seen.length);
          expect(first.filter((id) => living.has(id) && !seen.includes(id))).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
  );

  test("over Users and Groups together too", async () => {
    await numbered(4);
    for (const displayName of ["a", "b", "c"]) await call("POST", "/Groups", { displayName });
    const first = (await call("POST", "/.search", {})).body.Resources.map(({ id }) => id);
    const seen = await walkByIndex(
      (startIndex) => call("POST", "/.search", { startIndex, count: 3 }),
      ({ body }) =>
        Promise.all(
          body.Resources.map(({ id, userName }) => call("DELETE", `/${userName ? "Users" : "Groups"}/${id}`)),
        ),
    );
    expect(seen).toEqual(first);
  });

  test("a page that continues no other is counted from the beginning", async () => {
    await numbered(5);
    const { body } = await call("GET", "/Users?count=1");
    await call("DELETE", `/Users/${body.Resources[0]?.id}`);
    expect(await call("GET", "/Users?startIndex=3&count=2")).toMatchObject({
      body: { totalResults: 4, Resources: [{ userName: "user03" }, { userName: "user04" }] },
    });
  });

  test("a walk whose people are all gone says nothing of where a later one's pages begin", async () => {
    await numbered(3);
    const { body } = await call("GET", "/Users?count=2");
    expect(body.Resources).toHaveLength(2);
    for (const { id } of (await call("GET", "/Users")).body.Resources) await call("DELETE", `/Users/${id}`);
    await numbered(5);
    expect(names(await call("GET", "/Users?startIndex=3&count=2"))).toEqual(["user02", "user03"]);
  });

  test("each client has its own walk", async () => {
    const tenant = await createUnattendedTenant();
    const { token } = await createToken(tenant.scope, { directoryId: tenant.directory.id, name: "Other" });
    const other = scimClient(token);
    call = scimClient(tenant.token.token);
    await numbered(5);
    const { body } = await call("GET", "/Users?count=2");
    for (const { id } of body.Resources) await call("DELETE", `/Users/${id}`);
    expect(names(await other("GET", "/Users?count=2"))).toEqual(["user02", "user03"]);
    expect(names(await call("GET", "/Users?startIndex=3&count=2"))).toEqual(["user02", "user03"]);
    expect(names(await other("GET", "/Users?startIndex=3&count=2"))).toEqual(["user04"]);
  });
});

describe("sorting (RFC 7644 §3.4.2.3)", () => {
  test.each([
    ["userName, without regard to case", "sortBy=userName", ["Ana", "bo", "Cy"]],
    ["descending", "sortBy=userName&sortOrder=descending", ["Cy", "bo", "Ana"]],
    ["the primary value of emails", "sortBy=emails", ["Cy", "Ana", "bo"]],
    ["a sub-attribute", "sortBy=name.familyName", ["bo", "Cy", "Ana"]],
    ["a boolean", "sortBy=active", ["bo", "Ana", "Cy"]],
    ["the order of creation", "sortBy=meta.created", ["Ana", "bo", "Cy"]],
    ["none", "sortOrder=descending", ["Ana", "bo", "Cy"]],
  ])("by %s", async (_, query, expected) => {
    await people(
      { userName: "Ana", name: { familyName: "Zorn" }, emails: [{ value: "b@x.example" }, { value: "z@x.example" }] },
      {
        userName: "bo",
        active: false,
        name: { familyName: "abel" },
        emails: [{ value: "a@x.example" }, { value: "c@x.example", primary: true }],
      },
      { userName: "Cy", name: { familyName: "Berg" }, emails: [{ value: "a@x.example" }] },
    );
    expect(names(await call("GET", `/Users?${query}`))).toEqual(expected);
  });

  test.each(["nope", "name", "groups", "schemas"])("by %s is invalidPath", async (sortBy) => {
    expect(await call("GET", `/Users?sortBy=${sortBy}`)).toMatchObject({
      status: 400,
      body: { scimType: "invalidPath" },
    });
  });

  test("in any third direction is invalidValue", async () => {
    expect(await call("GET", "/Users?sortBy=userName&sortOrder=up")).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue" },
    });
  });
});

describe("/.search (RFC 7644 §3.4.3)", () => {
  test("answers as the GET with the same parameters", async () => {
    await numbered(5);
    const asked = {
      filter: 'userName sw "user"',
      sortBy: "userName",
      sortOrder: "descending",
      startIndex: 2,
      count: 2,
      attributes: ["userName"],
    };
    const answer = await call("POST", "/Users/.search", asked);
    expect(names(answer)).toEqual(["user03", "user02"]);
    expect(answer.body).toMatchObject({ totalResults: 5, startIndex: 2 });
    expect(Object.keys(answer.body.Resources[0] ?? {}).toSorted()).toEqual(["id", "schemas", "userName"]);
  });

  test("refuses what is no SearchRequest", async () => {
    expect(await call("POST", "/Users/.search", [])).toMatchObject({
      status: 400,
      body: { scimType: "invalidSyntax" },
    });
  });
});

describe("/.search below the base path (RFC 7644 §3.4.3)", () => {
  const everyone = ["ana", "bo", "cy", "Board", "Team"];

  beforeEach(async () => {
    await people({ userName: "ana", title: "Writer" }, { userName: "bo", displayName: "Bo" }, { userName: "cy" });
    for (const displayName of ["Board", "Team"]) await call("POST", "/Groups", { displayName });
  });

  const search = async (asked: JsonObject) => {
    const answer = await call("POST", "/.search", asked);
    return { ...answer, names: answer.body.Resources?.map((each) => each.userName ?? each.displayName) };
  };

  test("answers Users, then Groups, with one total", async () => {
    expect(await search({})).toMatchObject({
      status: 200,
      names: everyone,
      body: { totalResults: 5, startIndex: 1, itemsPerPage: 5 },
    });
  });

  test.each([1, 2, 3, 4])("pages of %i show everybody once, and the total is exact", async (count) => {
    const seen: unknown[] = [];
    for (let startIndex = 1; startIndex <= 5; startIndex += count) {
      const page = await search({ startIndex, count });
      expect(page.body).toMatchObject({ totalResults: 5, startIndex });
      seen.push(...page.names);
    }
    expect(seen).toEqual(everyone);
  });

  test("a page of none, and one beyond the end, still have the total", async () => {
    expect(await search({ count: 0 })).toMatchObject({ names: [], body: { totalResults: 5 } });
    expect(await search({ startIndex: 9 })).toMatchObject({ names: [], body: { totalResults: 5, startIndex: 9 } });
  });

  test.each([
    ["userName pr", ["ana", "bo", "cy"]],
    ['displayName eq "bo" or displayName eq "team"', ["bo", "Team"]],
    ['userName eq "ana" or displayName eq "Team"', ["ana", "Team"]],
    ['userName eq "ana" and displayName eq "Team"', []],
    ['title ne "Writer"', ["bo", "cy", "Board", "Team"]],
    ['not (title eq "Writer")', ["bo", "cy", "Board", "Team"]],
    ['emails[type eq "work"] or members[value pr]', []],
    ['meta.resourceType eq "Group"', ["Board", "Team"]],
  ])("filter %s: what a type does not have has no value there (§3.4.2.1)", async (filter, expected) => {
    expect(await search({ filter })).toMatchObject({ names: expected, body: { totalResults: expected.length } });
  });

  test.each([
    ["an attribute that no type has", { filter: "nope pr" }, "invalidFilter"],
    ["an operator that does not suit the type that has it", { filter: "active gt true" }, "invalidFilter"],
    ["a cursor", { cursor: "" }, "invalidValue"],
    ["sortBy", { sortBy: "userName" }, "invalidValue"],
    ["a body that is no object", [], "invalidSyntax"],
  ])("%s is refused", async (_, asked, scimType) => {
    expect(await call("POST", "/.search", asked)).toMatchObject({ status: 400, body: { scimType } });
  });

  test("attributes choose from both types", async () => {
    const { body } = await search({ attributes: ["userName", "displayName"] });
    expect(body.Resources.map((each) => Object.keys(each).toSorted())).toEqual([
      ["id", "schemas", "userName"],
      ["displayName", "id", "schemas", "userName"],
      ["id", "schemas", "userName"],
      ["displayName", "id", "schemas"],
      ["displayName", "id", "schemas"],
    ]);
  });
});
