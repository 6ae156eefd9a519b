import { beforeEach, describe, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { createUnattendedTenant } from "@/prisma/factories";
import { db } from "./client";
import { countUsers } from "./console-users";
import { countsOfDirectories } from "./console-overview";
import { addHourlyCounts, countPeopleOnce } from "./hourly-counts";
import { countedMax } from "./resource-counts";

const hour = new Date("2026-11-21T10:00:00Z");
const next = new Date("2026-11-21T11:00:00Z");

let scope: DirectoryScope;

beforeEach(async () => {
  const tenant = await createUnattendedTenant();
  scope = { ...tenant.scope, directoryId: tenant.directory.id };
});

/** @param disabled how many of them are not active */
const insert = (people: number, disabled: number) => db.$executeRaw`
  INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "active", "attributes", "search",
    "created", "lastModified")
  SELECT ${scope.directoryId}::uuid, gen_random_uuid(), ${scope.organizationId}::uuid, 'p' || n, 'p' || n, n > ${disabled},
    '{}', '{}', now(), now() FROM generate_series(1, ${people}) n`;

const count = async () => {
  const { active, disabled } = await countUsers(scope);
  const [summary] = await countsOfDirectories(scope, { since: hour, most: 10 });
  expect(summary).toMatchObject({ activeUsers: active, disabledUsers: disabled });
  return { active, disabled };
};

describe("how many people are active and disabled", () => {
  test("is counted at once in a directory of usual size, also before any survey", async () => {
    await insert(5, 2);
    expect(await count()).toEqual({ active: 3, disabled: 2 });
    await db.user.updateMany({ where: { directoryId: scope.directoryId }, data: { active: false } });
    expect(await count()).toEqual({ active: 0, disabled: 5 });
  });

  test("is what the surveys know of a large directory, while all of them are counted as they come", async () => {
    await insert(countedMax, 3);
    await countPeopleOnce(db, scope, hour);
    const more = { hour: next, success: 2, failure: 0, skipped: 0, warning: 0, activeMore: -2, disabledMore: 2 };
    await addHourlyCounts(db, scope, [more]);
    expect(await count()).toEqual({ active: countedMax - 3, disabled: 3 });
    await db.$executeRaw`INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "attributes",
        "search", "created", "lastModified")
      VALUES (${scope.directoryId}::uuid, gen_random_uuid(), ${scope.organizationId}::uuid, 'q', 'q', '{}', '{}', now(), now())`;
    expect(await count()).toEqual({ active: countedMax + 1 - 5, disabled: 5 });
    await countPeopleOnce(db, scope, next);
    // Counted again, within the hour: only three are.
    expect(await count()).toEqual({ active: countedMax + 1 - 3, disabled: 3 });
  });

  test("is counted in a large directory that was never surveyed", async () => {
    await insert(countedMax + 1, 4);
    expect(await count()).toEqual({ active: countedMax - 3, disabled: 4 });
  });
});

test("failures are counted up to a limit, and one more says that there are others", async () => {
  await db.$executeRaw`INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action",
      "status", "httpStatus", "method", "path")
    SELECT ${scope.directoryId}::uuid, ('01a2003f-aa3c-725a-b43f-' || lpad(n::text, 12, '0'))::uuid,
      ${scope.organizationId}::uuid, now(), 1, 'create', 'failure', 400, 'POST', '/Users' FROM generate_series(1, 15) n`;
  const since = new Date("2020-01-01T00:00:00Z");
  expect(await countsOfDirectories(scope, { since, most: 10 })).toMatchObject([{ failures: 11 }]);
  expect(await countsOfDirectories(scope, { since, most: 15 })).toMatchObject([{ failures: 15 }]);
});
