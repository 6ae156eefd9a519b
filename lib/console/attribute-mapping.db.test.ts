import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { applications } from "@/lib/applications/applications";
import { applicationIds } from "@/lib/applications/profile";
import type { DirectoryScope } from "@/lib/auth/scope";
import { insertLogRows } from "@/lib/db/__fixtures__/log-rows";
import { db } from "@/lib/db/client";
import type { JsonObject } from "@/lib/scim/json";
import { toSearch } from "@/lib/scim/resource/search";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import { createUnattendedTenant } from "@/prisma/factories";
import { readAttributeMapping } from "./attribute-mapping";

async function directory(application?: (typeof applicationIds)[number]): Promise<DirectoryScope> {
  const tenant = await createUnattendedTenant({ application });
  return { ...tenant.scope, directoryId: tenant.directory.id };
}

/** Inserts people in the order of their arrival. */
async function arrive(
  { organizationId, directoryId }: DirectoryScope,
  people: readonly JsonObject[],
): Promise<string[]> {
  const now = new Date();
  const data = people.map((more, index) => {
    const userName = typeof more.userName === "string" ? more.userName : `p${index}@contoso.com`;
    const attributes = { ...more, userName };
    const search = toSearch(applications.generic.user, attributes);
    const key = { userName, userNameKey: userName };
    return { organizationId, directoryId, id: uuidv7(), ...key, attributes, search, created: now, lastModified: now };
  });
  await db.user.createMany({ data });
  return data.map(({ id }) => id);
}

const ignoring = (...paths: string[]) => ({
  status: "warning",
  steps: paths.map((path) => ({ name: "ignored-attribute", status: "success", detail: "ignored", path })),
});

const rowOf = async (scope: DirectoryScope, path: string) =>
  (await readAttributeMapping(scope)).rows.find((row) => row.path === path);

describe("the attribute mapping of a directory", () => {
  test.each(applicationIds)("of %s has every row of its table, all within its schema, also when empty", async (id) => {
    const mapping = await readAttributeMapping(await directory(id));
    expect(mapping.rows.map(({ path }) => path)).toEqual(applications[id].attributes.map(({ path }) => path));
    expect(mapping.rows.filter(({ matching, required }) => matching && required).map(({ path }) => path)).toEqual([
      "userName",
    ]);
    expect(mapping).toMatchObject({ people: 0, isEverybody: true, kept: [], ignored: [] });
  });

  test("counts who has an attribute, and its example is the newest of them", async () => {
    const scope = await directory();
    const [, , newest] = await arrive(scope, [
      { title: "CTO" },
      {
        emails: [
          { type: "work", value: "a@x" },
          { type: "home", value: "b@x" },
        ],
      },
      {
        title: "CEO",
        emails: [
          { type: "WORK", value: "c@x" },
          { type: "work", value: "d@x" },
        ],
      },
      {},
    ]);
    const example = { userId: newest, name: "p2@contoso.com" };
    expect(await rowOf(scope, "title")).toMatchObject({ people: 2, example: { value: "CEO", ...example } });
    expect(await rowOf(scope, `emails[type eq "work"].value`)).toMatchObject({
      people: 2,
      example: { value: "c@x", ...example },
    });
    const { kept, people } = await readAttributeMapping(scope);
    expect(kept).toMatchObject([{ path: `emails[type eq "home"].value`, people: 1 }]);
    expect(people).toBe(4);
  });

  test("names the person that a manager refers to, and not somebody of another directory", async () => {
    const [scope, other] = [await directory("ringcentral"), await directory("ringcentral")];
    const people = async (where: DirectoryScope, manager: string, userName: string) =>
      arrive(where, [{ userName, [enterpriseUserUrn]: { manager: { value: manager } } }]);
    const [boss = ""] = await arrive(scope, [{ displayName: "Carmen" }]);
    await people(scope, boss, "ana@contoso.com");
    await people(other, boss, "bo@contoso.com");
    const path = `${enterpriseUserUrn}:manager`;
    expect((await readAttributeMapping(scope)).references).toEqual(new Map([[boss, "p0@contoso.com"]]));
    expect(await rowOf(other, path)).toMatchObject({ type: "Reference", people: 1, example: { value: boss } });
    expect((await readAttributeMapping(other)).references).toEqual(new Map());
  });

  test("tells what was ignored, how often, and in which request last; of people, and of this directory alone", async () => {
    const [scope, other] = [await directory(), await directory()];
    const ids = await insertLogRows(scope, [
      ignoring("shoeSize", "urn:x:y"),
      ignoring("shoeSize"),
      { ...ignoring("groupThing"), resourceType: "Group" },
      { steps: [{ name: "booleans", status: "success", detail: "read", path: "active" }] },
    ]);
    await insertLogRows(other, [ignoring("theirs")]);
    expect((await readAttributeMapping(scope)).ignored).toMatchObject([
      { path: "shoeSize", requests: 2, eventId: ids[1] },
      { path: "urn:x:y", requests: 1, eventId: ids[0] },
    ]);
  });

  test("knows what people are looked up by", async () => {
    const scope = await directory();
    const lookup = { action: "read", method: "GET" };
    await insertLogRows(scope, [
      { ...lookup, query: "?filter=externalId+eq+%221%22" },
      { ...lookup, query: "?filter=title+eq+%221%22", status: "failure" },
    ]);
    const { rows } = await readAttributeMapping(scope);
    expect(rows.filter(({ isMatched }) => isMatched).map(({ path }) => path)).toEqual(["externalId"]);
  });

  test("looks at the newest thousand people and says that there are more", async () => {
    const scope = await directory();
    await arrive(scope, [{ title: "the oldest" }, ...Array.from({ length: 1_000 }, () => ({ nickName: "new" }))]);
    const mapping = await readAttributeMapping(scope);
    expect(mapping).toMatchObject({ people: 1_000, isEverybody: false, kept: [{ path: "nickName", people: 1_000 }] });
    expect(mapping.rows.find(({ path }) => path === "title")).toMatchObject({ people: 0 });
  });
});
