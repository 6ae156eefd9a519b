import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { beginSurveys } from "@/lib/db/directory-health";
import { db } from "@/lib/db/client";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody, ScimClient } from "@/lib/http/__fixtures__/scim-client";
import { eventQueue } from "@/lib/insight/event-queue";
import { surveyDirectory } from "@/lib/insight/survey-directory";
import type { Json, JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import { chartsOf, type DirectoryCharts } from "./charts";

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

let scope: DirectoryScope;
let call: ScimClient;

beforeEach(async () => {
  // Noon, so that no hour and no day ends while a test counts in them.
  vi.useFakeTimers({ now: new Date().setUTCHours(12, 0, 0, 0), toFake: ["Date"] });
  const tenant = await createUnattendedTenant();
  scope = { ...tenant.scope, directoryId: tenant.directory.id };
  call = scimClient(tenant.token.token);
});

afterEach(() => void vi.useRealTimers());

interface Body extends ListBody {
  readonly id: string;
}

const create = async (userName: string, more: JsonObject = {}) => {
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
  return (await call<Body>("POST", "/Users", { schemas, userName, active: true, ...more })).body.id;
};
const set = (id: string, path: string, value: Json) =>
  call("PATCH", `/Users/${id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "Replace", path, value }],
  });

/** A survey two minutes later: whatever is still being written then, everything that was asked until now may be read. */
async function survey(): Promise<void> {
  await eventQueue.flush();
  const now = new Date(Date.now() + 2 * 60_000);
  vi.setSystemTime(now);
  await beginSurveys(now, new Date(now.getTime() - dayMs));
  while (await surveyDirectory({ organizationId: scope.organizationId, directoryId: scope.directoryId }, now));
}

/** Lets everything that was counted be that many hours older. */
const age = (hours: number) =>
  db.$executeRaw`UPDATE "HourlyCount" SET "hour" = "hour" - ${`${hours} hours`}::interval WHERE "directoryId" = ${scope.directoryId}::uuid`;

const charts = (span: "24h" | "30d" = "24h", timeZone = "UTC") => chartsOf(scope, { span, timeZone });
const sums = ({ requests }: DirectoryCharts) =>
  requests.reduce(
    (sum, bar) => ({
      success: sum.success + bar.success,
      failure: sum.failure + bar.failure,
      skipped: sum.skipped + bar.skipped,
    }),
    { success: 0, failure: 0, skipped: 0 },
  );

describe("requests over time", () => {
  test("each request counts once, by its outcome, however often the log is surveyed", async () => {
    const ana = await create("ana");
    await create("ana");
    await set(ana, "title", "CEO");
    await set(ana, "title", "CEO");
    await call("GET", `/Users/${ana}`);
    await survey();
    await survey();
    expect(sums(await charts())).toEqual({ success: 3, failure: 1, skipped: 1 });
    await set(ana, "title", "CFO");
    await survey();
    expect(sums(await charts())).toEqual({ success: 4, failure: 1, skipped: 1 });
    expect(sums(await charts("30d"))).toEqual({ success: 4, failure: 1, skipped: 1 });
  });

  test("there are 24 hours or 30 days, without gaps, and what is older is in none of them", async () => {
    await create("ana");
    await survey();
    await age(25);
    const [hours, days] = [await charts(), await charts("30d", "Asia/Kolkata")];
    expect([hours.requests.length, days.requests.length, days.people.length]).toEqual([24, 30, 30]);
    for (const [index, bar] of hours.requests.entries()) {
      expect(bar.start).toEqual(hours.requests[index - 1]?.end ?? bar.start);
    }
    expect(sums(hours).success).toBe(0);
    expect(sums(days).success).toBe(1);
  });
});

describe("people over time", () => {
  const lastDays = async (count: number) => (await charts()).people.slice(-count).map(({ people }) => people);

  test("who was created, disabled, enabled and deleted is counted at the end of each day", async () => {
    const [ana, bo] = [await create("ana"), await create("bo")];
    await create("cy", { active: false });
    await set(bo, "active", false);
    await survey();
    await age(48);
    await set(bo, "active", true);
    await call("DELETE", `/Users/${ana}`);
    await survey();
    expect(await lastDays(4)).toEqual([
      undefined,
      { active: 1, disabled: 2 },
      { active: 1, disabled: 2 },
      { active: 1, disabled: 1 },
    ]);
  });

  test("what was counted is believed rather than what requests add up to", async () => {
    await create("ana");
    await survey();
    await age(24);
    await db.user.deleteMany({ where: { directoryId: scope.directoryId } });
    await survey();
    expect(await lastDays(2)).toEqual([
      { active: 0, disabled: 0 },
      { active: 0, disabled: 0 },
    ]);
  });
});

test("another organization sees nothing of it", async () => {
  await create("ana");
  await survey();
  const other = await createUnattendedTenant();
  const seen = await chartsOf({ ...other.scope, directoryId: scope.directoryId }, { span: "24h", timeZone: "UTC" });
  expect(sums(seen)).toEqual({ success: 0, failure: 0, skipped: 0 });
  expect(seen.people.every(({ people }) => people === undefined)).toBe(true);
});
