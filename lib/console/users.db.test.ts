import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { applications } from "@/lib/applications/applications";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { toSearch } from "@/lib/scim/resource/search";
import { createUnattendedTenant } from "@/prisma/factories";
import { findUser, listUsers, type UserListInput } from "./users";

async function directory(): Promise<DirectoryScope> {
  const tenant = await createUnattendedTenant();
  return { ...tenant.scope, directoryId: tenant.directory.id };
}

interface Person {
  readonly userName: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly active?: boolean;
}

async function insert(scope: DirectoryScope, people: readonly Person[]): Promise<void> {
  const now = new Date();
  await db.user.createMany({
    data: people.map(({ userName, displayName, email, active = true }) => {
      const attributes = { userName, displayName, emails: email === undefined ? [] : [{ type: "work", value: email }] };
      return {
        directoryId: scope.directoryId,
        organizationId: scope.organizationId,
        id: uuidv7(),
        userName,
        userNameKey: userName.toLowerCase(),
        displayName: displayName ?? null,
        active,
        attributes,
        search: toSearch(applications.generic.user, attributes),
        created: now,
        lastModified: now,
      };
    }),
  });
}

const names = async (scope: DirectoryScope, input: UserListInput) =>
  (await listUsers(scope, input)).rows.map(({ userName }) => userName);

describe("the list of people", () => {
  test.each([
    ["userName", "asc"],
    ["userName", "desc"],
    ["created", "asc"],
    ["created", "desc"],
  ] as const)("by %s %s is walked page by page without losing or repeating anyone, and back", async (sort, order) => {
    const scope = await directory();
    const everyone = Array.from(
      { length: 11 },
      (_, index) => `P${String((index * 7) % 11).padStart(2, "0")}@x.example`,
    );
    await insert(
      scope,
      everyone.map((userName) => ({ userName })),
    );
    const expected = sort === "userName" ? [...everyone].sort() : everyone;
    if (order === "desc") expected.reverse();
    const walked: string[][] = [];
    let page = await listUsers(scope, { sort, order, limit: 4 });
    walked.push(page.rows.map(({ userName }) => userName));
    while (page.next !== undefined) {
      page = await listUsers(scope, { sort, order, limit: 4, after: page.next });
      walked.push(page.rows.map(({ userName }) => userName));
    }
    expect(walked.flat()).toEqual(expected);
    const back = await listUsers(scope, { sort, order, limit: 4, before: page.previous });
    expect(back.rows.map(({ userName }) => userName)).toEqual(walked[1]);
  });

  test.each([
    ["a part of the userName in any case", "ANA.P"],
    ["a part of the name", "pérez"],
    ["a part of an e-mail address", "mail.example"],
  ])("is searched by %s", async (_what, search) => {
    const scope = await directory();
    await insert(scope, [
      { userName: "ana.p@contoso.com", displayName: "Ana Pérez", email: "ana@mail.example" },
      { userName: "bo@contoso.com", displayName: "Bo", email: "bo@contoso.com" },
    ]);
    expect(await names(scope, { search })).toEqual(["ana.p@contoso.com"]);
  });

  test("takes % and _ in a search for what they are", async () => {
    const scope = await directory();
    await insert(scope, [{ userName: "a_b@contoso.com" }, { userName: "axb@contoso.com" }]);
    expect(await names(scope, { search: "a_b" })).toEqual(["a_b@contoso.com"]);
    expect(await names(scope, { search: "%" })).toEqual([]);
  });

  test("is filtered by state", async () => {
    const scope = await directory();
    await insert(scope, [{ userName: "in@contoso.com" }, { userName: "out@contoso.com", active: false }]);
    expect(await names(scope, { active: false })).toEqual(["out@contoso.com"]);
  });

  test.each(["%00", "????", Buffer.from("not a uuid").toString("base64url")])(
    "begins at the first page when the cursor is mangled: %s",
    async (after) => {
      const scope = await directory();
      await insert(scope, [{ userName: "ana@contoso.com" }]);
      expect(await names(scope, { sort: "created", after })).toEqual(["ana@contoso.com"]);
    },
  );
});

test("a directory's people are nobody's outside it, by list and by id", async () => {
  const [mine, theirs] = [await directory(), await directory()];
  await insert(theirs, [{ userName: "ana@contoso.com" }]);
  const [ana] = (await listUsers(theirs, {})).rows;
  expect(await names(mine, {})).toEqual([]);
  expect(await findUser(mine, ana?.id ?? "")).toBeUndefined();
  expect(await findUser({ ...mine, directoryId: theirs.directoryId }, ana?.id ?? "")).toBeUndefined();
  expect(await findUser(theirs, ana?.id ?? "")).toMatchObject({ userName: "ana@contoso.com" });
});
