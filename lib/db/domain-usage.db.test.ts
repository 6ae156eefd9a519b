import { beforeEach, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { createUnattendedTenant } from "@/prisma/factories";
import { db } from "./client";
import { usageByDomain } from "./domain-usage";
import { countPeopleOnce } from "./hourly-counts";
import { countedMax } from "./resource-counts";

const hour = new Date("2026-11-21T10:00:00Z");
const next = new Date("2026-11-21T11:00:00Z");

let scope: DirectoryScope;

beforeEach(async () => {
  const tenant = await createUnattendedTenant();
  scope = { ...tenant.scope, directoryId: tenant.directory.id };
});

/** One person for each number, every fourth of them disabled. @param key SQL of the userName, which has a number `n` */
const insert = (key: string, people: number) =>
  db.$executeRawUnsafe(
    `INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "active", "attributes", "search",
       "created", "lastModified")
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, ${key}, ${key}, n % 4 > 0, '{}', '{}', now(), now()
     FROM generate_series(1, $3::int) n`,
    scope.directoryId,
    scope.organizationId,
    people,
  );
const usage = async () => (await usageByDomain(scope)).map(({ domain, active, total }) => [domain, active, total]);

test("people are counted by the domain of their userName, at once in a directory of usual size", async () => {
  await insert("'a' || n || '@b@contoso.example'", 8);
  await insert("'b' || n || '@fabrikam.example'", 4);
  await insert("'c' || n", 2);
  await countPeopleOnce(db, scope, hour);
  await insert("'d' || n || '@fabrikam.example'", 1);
  expect(await usage()).toEqual([
    ["contoso.example", 6, 8],
    ["fabrikam.example", 4, 5],
    ["", 2, 2],
  ]);
});

test("of a large directory it is told what the last survey counted, until many have come or gone", async () => {
  await insert("'a' || n || '@contoso.example'", countedMax);
  await insert("'b' || n || '@fabrikam.example'", 4);
  const before = [
    ["contoso.example", (countedMax * 3) / 4, countedMax],
    ["fabrikam.example", 3, 4],
  ];
  // Never surveyed.
  expect(await usage()).toEqual(before);
  await countPeopleOnce(db, scope, hour);
  await insert("'c' || n || '@fabrikam.example'", 4);
  expect(await usage()).toEqual(before);
  await countPeopleOnce(db, scope, hour);
  expect(await usage()).toEqual(before);
  await countPeopleOnce(db, scope, next);
  expect(await usage()).toEqual([before[0], ["fabrikam.example", 6, 8]]);
  const many = Math.ceil(countedMax / 40);
  await insert("'d' || n || '@fabrikam.example'", many);
  expect((await usage())[1]?.[2]).toBe(many + 8);
});

test("userNames in thousands of domains are counted whenever somebody asks", async () => {
  await insert("'a' || n || '@contoso.example'", countedMax);
  await insert("'b@' || n || '.example'", 1_001);
  await countPeopleOnce(db, scope, hour);
  expect(await db.domainCount.count({ where: { directoryId: scope.directoryId } })).toBe(0);
  expect(await usage()).toHaveLength(1_002);
});
