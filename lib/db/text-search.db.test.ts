import { beforeAll, describe, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { applications } from "@/lib/applications/applications";
import { checkFilter } from "@/lib/scim/filter/check-filter";
import { compileFilter } from "@/lib/scim/filter/compile-sql";
import { parseFilter } from "@/lib/scim/filter/parse-filter";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import { createUnattendedTenant } from "@/prisma/factories";
import { db } from "./client";
import { filterColumns } from "./filter-columns";
import { matchesSearch } from "./matches-search";
import { pageOf } from "./page-order";
import { pool } from "./pool";
import { textOfGroup, textOfUser } from "./search-text";
import { run } from "./statements";

const people = 30_000;
const baseUrl = "https://muster.example/scim/v2";
const { user, group } = applications.generic;

let scope: DirectoryScope;

/** Numbered people and groups whose names no two share more than a few letters of. */
async function fill({ directoryId, organizationId }: DirectoryScope, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "attributes", "search",
       "created", "lastModified")
     SELECT $1, gen_random_uuid(), $2, name || '@contoso.com', name || '@contoso.com', a, a, now(), now()
     FROM generate_series(1, $3) i, md5(i::text) AS name, jsonb_build_object('displayName', 'person ' || md5(name),
       'emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', md5(name || 'e') || '@mail.example'))) AS a`,
    [directoryId, organizationId, count],
  );
  await pool.query(
    `INSERT INTO "Group" ("directoryId", "id", "organizationId", "displayName", "displayNameKey", "attributes", "search",
       "created", "lastModified")
     SELECT $1, gen_random_uuid(), $2, name, name, '{}', '{}', now(), now()
     FROM generate_series(1, $3) i, md5(i::text) AS name`,
    [directoryId, organizationId, count],
  );
}

beforeAll(async () => {
  // Plans are made for all that is in the tables: what tests before these have left there is none of it.
  await pool.query(`TRUNCATE "User", "Group" CASCADE`);
  const [mine, theirs] = [await createUnattendedTenant(), await createUnattendedTenant()];
  scope = { ...mine.scope, directoryId: mine.directory.id };
  await fill(scope, people);
  await fill({ ...theirs.scope, directoryId: theirs.directory.id }, people / 3);
  await pool.query(`VACUUM (ANALYZE) "User", "Group"`);
});

const compiled = (definition: typeof user, filter: string) =>
  compileFilter(checkFilter(definition, parseFilter(filter)), filterColumns(definition, baseUrl));

/** The indexes that a plan reads. */
const indexesOf = (rows: readonly unknown[]): readonly string[] =>
  [...JSON.stringify(rows).matchAll(/"Index Name":"([^"]*)"/g)].map(([, name]) => name ?? "");

async function indexesOfPage(table: string, definition: typeof user, filter: string) {
  const query = { filter: compiled(definition, filter), order: { descending: false }, offset: 0, limit: 100 };
  return indexesOf(await run(sql`EXPLAIN (FORMAT JSON) SELECT r."id" ${pageOf(raw(`"${table}"`), scope, query)}`));
}

const found = (name: string, of: typeof user, filter: string) =>
  run<{ key: string }>(sql`SELECT r.${raw(`"${name}"`)} AS key FROM ${raw(`"${of.name}"`)} r
    WHERE r."directoryId" = ${scope.directoryId} AND ${compiled(of, filter)}`);

describe("among many people", () => {
  test.each([
    ['userName co "8abb01"', "User_text_idx"],
    ['userName ew "1b@contoso.com"', "User_text_idx"],
    ['userName sw "c81e72"', "User_directoryId_userNameKey_key"],
    ['displayName co "8abb01"', "User_text_idx"],
    ['displayName sw "person 28abb"', "User_text_idx"],
    ['displayName ew "28abb"', "User_text_idx"],
    ['emails co "8abb01"', "User_text_idx"],
    ['emails.value sw "28abb0"', "User_text_idx"],
    ['emails[type eq "work"].value ew "abb0@mail.example"', "User_text_idx"],
    ['emails[type eq "work" and value co "28abb0"]', "User_text_idx"],
    ['userName co "8abb01" or emails co "8abb01" or displayName co "8abb01"', "User_text_idx"],
  ])("%s is looked up in an index", async (filter, index) => {
    expect(await indexesOfPage("User", user, filter)).toContain(index);
  });

  test.each([
    ['displayName co "8abb01"', "Group_text_idx"],
    ['displayName ew "8abb01"', "Group_text_idx"],
    ['displayName sw "8abb01"', "Group_directoryId_displayNameKey_key"],
  ])("of groups, %s is looked up in an index", async (filter, index) => {
    expect(await indexesOfPage("Group", group, filter)).toContain(index);
  });

  test.each(["8abb01", "28ABB01@mail", "0197a000-0000-7000-8000-000000000001"])(
    "the console's search for %s reads indexes only",
    async (search) => {
      const plans = await Promise.all([
        db.$queryRaw<unknown[]>`EXPLAIN (FORMAT JSON) SELECT 1 FROM "User" r
          WHERE r."directoryId" = ${scope.directoryId}::uuid AND ${matchesSearch(textOfUser, search)}
          ORDER BY r."userNameKey" LIMIT 51`,
        db.$queryRaw<unknown[]>`EXPLAIN (FORMAT JSON) SELECT 1 FROM "Group" r
          WHERE r."directoryId" = ${scope.directoryId}::uuid AND ${matchesSearch(textOfGroup, search)}
          ORDER BY r."displayNameKey" LIMIT 51`,
      ]);
      expect(indexesOf(plans[0])).toContain("User_text_idx");
      expect(indexesOf(plans[1])).toContain("Group_text_idx");
      expect(JSON.stringify(plans)).not.toContain("Seq Scan");
    },
  );

  test("what nearly everybody matches is not looked up but read in order", async () => {
    expect(await indexesOfPage("User", user, 'emails co "mail.example"')).toEqual(["User_pkey"]);
  });

  test("text shorter than a trigram finds whom it should", async () => {
    const [one] = await found("userNameKey", user, 'userName sw "c8"');
    expect(one?.key.startsWith("c8")).toBe(true);
    const everybody = await found("userNameKey", user, "userName pr");
    const names = everybody.map(({ key }) => key);
    for (const [filter, expected] of [
      ['userName co "f0"', names.filter((name) => name.includes("f0"))],
      ['userName sw "f"', names.filter((name) => name.startsWith("f"))],
      ['userName ew "m"', names.filter((name) => name.endsWith("m"))],
    ] as const) {
      const keys = (await found("userNameKey", user, filter)).map(({ key }) => key);
      expect(keys.sort()).toEqual([...expected].sort());
    }
  });

  test("nobody of another directory is found", async () => {
    const elsewhere = await run<{ n: string }>(
      sql`SELECT count(*) AS n FROM "User" r WHERE r."directoryId" = ${scope.directoryId} AND ${compiled(user, 'userName co "contoso"')}`,
    );
    expect(Number(elsewhere[0]?.n)).toBe(people);
  });
});
