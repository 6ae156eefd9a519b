import { beforeAll, describe, expect, test } from "vitest";
import { createOrganization } from "@/lib/console/organizations";
import { listTokens } from "@/lib/console/tokens";
import { listDirectories } from "@/lib/console/directories";
import { operatorScope } from "@/lib/auth/operator";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { seedDemo } from "./seed-demo";
import type { Demo } from "./seed-demo";

const end = new Date();
let demo: Demo;
let contoso: OrganizationScope;

beforeAll(async () => {
  await createOrganization({ name: "A customer who is really called so", slug: "contoso" });
  demo = await seedDemo("violet ladder seventeen", end);
  contoso = await contosoOf(demo);
});

async function contosoOf({ organizations }: Demo): Promise<OrganizationScope> {
  const scope = await operatorScope(organizations[0] ?? "");
  if (scope === undefined) throw new Error("there is no Contoso");
  return scope;
}

test("the demo is there once: a second run changes nothing and says so", async () => {
  expect(demo.created).toBe(true);
  expect(await seedDemo("violet ladder seventeen", new Date())).toEqual({ ...demo, created: false });
});

test("a demo that was interrupted is made again from the start", async () => {
  await db.auditEvent.deleteMany({ where: { organizationId: contoso.organizationId, action: "demo.finish" } });
  const again = await seedDemo("violet ladder seventeen", end);
  expect(again).toEqual(demo);
  contoso = await contosoOf(again);
});

test("a customer who has the demo's name is left alone", async () => {
  expect(demo.organizations).toEqual(["contoso-demo", "fabrikam"]);
  const scope = await operatorScope("contoso");
  expect(scope && (await listDirectories(scope))).toEqual([]);
});

describe("the demo's log", () => {
  const rows = () =>
    db.provisioningEvent.groupBy({
      by: ["action", "status", "httpStatus", "code"],
      where: { organizationId: contoso.organizationId },
      _count: true,
    });

  test("has rows of every kind", async () => {
    const kinds = await rows();
    const outcomes = new Set(kinds.map(({ action, status }) => `${action} ${status}`));
    const refusals = new Set(kinds.map(({ httpStatus, code }) => `${httpStatus} ${code}`));
    expect([...outcomes]).toEqual(
      expect.arrayContaining([
        "create success",
        "create warning",
        "update success",
        "update skipped",
        "disable success",
        "enable success",
        "delete success",
        "read success",
        "testConnection success",
      ]),
    );
    expect([...refusals]).toEqual(
      expect.arrayContaining([
        "400 MUSTER-A07",
        "400 MUSTER-D01",
        "400 MUSTER-F01",
        "401 MUSTER-T04",
        "401 MUSTER-T05",
        "403 MUSTER-S01",
        "404 MUSTER-R01",
        "409 MUSTER-U01",
      ]),
    );
  });

  test("holds no breakdown of ours", async () => {
    expect((await rows()).filter(({ httpStatus }) => httpStatus >= 500)).toEqual([]);
  });

  test("tells of a week that ends now", async () => {
    const { _min: first, _max: last } = await db.provisioningEvent.aggregate({
      where: { organizationId: contoso.organizationId },
      _min: { at: true },
      _max: { at: true },
    });
    const days = (time: Date | null) => (end.getTime() - (time?.getTime() ?? 0)) / 86_400_000;
    expect(days(first.at)).toBeGreaterThan(6);
    expect(days(first.at)).toBeLessThan(8);
    expect(days(last.at)).toBeGreaterThanOrEqual(0);
    expect(days(last.at)).toBeLessThan(0.01);
  });

  test("keeps each request's id at its time", async () => {
    const some = await db.provisioningEvent.findMany({
      where: { organizationId: contoso.organizationId },
      select: { id: true, at: true },
    });
    for (const { id, at } of some) {
      const ms = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
      expect(Math.abs(ms - at.getTime())).toBeLessThan(1000);
    }
  });
});

describe("the demo's people", () => {
  test("are some hundred, some of them disabled, and the last change of each is in the past", async () => {
    expect(demo.users).toBeGreaterThan(200);
    expect(demo.groups).toBeGreaterThanOrEqual(15);
    const where = { organizationId: contoso.organizationId };
    expect(await db.user.count({ where: { ...where, active: false } })).toBeGreaterThan(5);
    expect(await db.user.count({ where: { ...where, lastModified: { gt: end } } })).toBe(0);
  });

  test("are members of groups, and a group is a member of a group", async () => {
    const where = { organizationId: contoso.organizationId };
    expect(await db.member.count({ where: { ...where, memberType: "User" } })).toBeGreaterThan(200);
    expect(await db.member.count({ where: { ...where, memberType: "Group" } })).toBeGreaterThan(0);
  });
});

describe("the demo's health", () => {
  test("tells of what is wrong now, and of what was wrong in the days before, at its time", async () => {
    const where = { organizationId: contoso.organizationId };
    const open = await db.finding.findMany({ where: { ...where, clearedAt: null } });
    const cleared = await db.finding.findMany({ where: { ...where, clearedAt: { not: null } } });
    expect(new Set(open.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(cleared.map(({ kind }) => kind))).toContain("credentialRefused");
    for (const { since, clearedAt } of cleared) {
      expect(since.getTime()).toBeLessThan(clearedAt?.getTime() ?? 0);
      expect(clearedAt?.getTime()).toBeLessThanOrEqual(end.getTime());
    }
    expect(await db.cycle.count({ where })).toBeGreaterThan(50);
  });

  test("was told to a webhook, and nothing is left that a server would send into the world", async () => {
    const where = { organizationId: contoso.organizationId };
    const messages = await db.outboxMessage.findMany({ where });
    expect(messages.filter(({ deliveredAt }) => deliveredAt !== null).length).toBeGreaterThan(2);
    expect(messages.filter(({ givenUpAt }) => givenUpAt !== null).length).toBeGreaterThan(0);
    expect(messages.filter(({ nextAttemptAt }) => nextAttemptAt !== null)).toEqual([]);
  });
});

test("the demo's tokens are of every state, and none of their secrets is told", async () => {
  const directories = await listDirectories(contoso);
  const tokens = (await Promise.all(directories.map(({ id }) => listTokens(contoso, id)))).flat();
  const daysLeft = (expiresAt: Date | null) => ((expiresAt?.getTime() ?? Infinity) - end.getTime()) / 86_400_000;
  const live = tokens.filter(({ revokedAt }) => revokedAt === null);
  expect(tokens.some(({ revokedAt }) => revokedAt !== null)).toBe(true);
  expect(live.some(({ expiresAt }) => daysLeft(expiresAt) < 0)).toBe(true);
  expect(live.some(({ expiresAt }) => daysLeft(expiresAt) > 0 && daysLeft(expiresAt) < 7)).toBe(true);
  expect(live.some(({ expiresAt }) => daysLeft(expiresAt) > 7 && daysLeft(expiresAt) < 30)).toBe(true);
  expect(live.some(({ expiresAt }) => expiresAt === null)).toBe(true);
  expect(tokens.every(({ lastUsedAt }) => lastUsedAt === null || lastUsedAt <= end)).toBe(true);
  expect(tokens.some(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true);
  expect(JSON.stringify(demo)).not.toMatch(/mus_/);
});
