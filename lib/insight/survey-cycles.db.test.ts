import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { provisionOnDemand } from "@/lib/entra/sync/on-demand";
import { toConfiguration } from "@/lib/entra/sync/configuration";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import type { Tenant } from "@/lib/entra/tenant/tenant";
import { observe } from "./__fixtures__/observed-directory";
import { MarksMemory } from "./marks-memory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";

const clock = new TestClock();
/** What happens before a request is let in. */
let meanwhile = () => Promise.resolve();
const server = serveByClock(clock, () => meanwhile());

const renamed = (tenant: Tenant, index: number, title: string): Tenant => {
  const [id, user] = [...tenant.users][index] ?? [];
  if (id === undefined || user === undefined) return tenant;
  const attributes = { ...user.attributes, jobTitle: title };
  return { ...tenant, users: new Map(tenant.users).set(id, { ...user, attributes }) };
};

describe("cycles, as they are read off the log", () => {
  test("initial and incremental ones have their kind, times and counts, and what is quiet is one request", async () => {
    const observed = await observe(server(), clock);
    const tenant = generateTenant({ users: 20, groups: 3 });
    const began = clock.now;
    const initial = await observed.cycle(tenant);
    await observed.survey(1);
    const [running] = await observed.cycles();
    expect(running).toMatchObject({
      kind: "initial",
      phase: "members",
      ended: null,
      users: 20,
      groups: 3,
      created: 23,
    });
    expect(running?.began.getTime()).toBeGreaterThanOrEqual(began.getTime());

    await observed.survey(15);
    const changed = renamed(renamed(tenant, 0, "Chair"), 1, "Vice chair");
    clock.advance(24);
    await observed.cycle(changed);
    await observed.survey(16);
    clock.advance(24);
    await observed.cycle(changed);
    await observed.survey(16);

    const [first, second, third, ...more] = await observed.cycles();
    expect(more).toEqual([]);
    // The check of the credentials came before the first request that makes a cycle.
    expect(first).toMatchObject({ kind: "initial", requests: initial.requests - 1, failed: 0, updated: 0, probes: 1 });
    expect(first?.ended).toEqual(first?.lastAt);
    expect(second).toMatchObject({ kind: "incremental", users: 2, groups: 0, created: 0, updated: 2, probes: 1 });
    expect(third).toMatchObject({ kind: "incremental", requests: 1, users: 0, phase: null, probes: 1 });
  });

  test.each([
    ["one process", () => undefined],
    ["a process that knows nothing of it each time", () => new MarksMemory()],
  ])(
    "a cycle that is surveyed while it runs, by %s, is counted as one that is surveyed afterwards",
    async (_, memory) => {
      const tenant = generateTenant({ users: 15, groups: 3 });
      const [watched, left] = [await observe(server(), clock), await observe(server(), clock)];
      let arrived = 0;
      let surveys = 0;
      meanwhile = async () => {
        arrived += 1;
        if (arrived % 9 !== 0) return;
        surveys += 1;
        await watched.survey(0.2, memory());
      };
      await watched.cycle(tenant, { concurrency: 1 });
      meanwhile = () => Promise.resolve();
      expect(surveys).toBeGreaterThan(3);
      await watched.survey(12, memory());
      await left.cycle(tenant, { concurrency: 1 });
      await left.survey(12);
      const counts = async ({ cycles }: typeof watched) =>
        (await cycles()).map(
          ({ users, groups, created, updated, disabled, deleted, failed, lookups, found, phase }) => ({
            ...{ users, groups, created, updated, disabled, deleted, failed, lookups, found, phase },
          }),
        );
      expect(await counts(watched)).toEqual(await counts(left));
    },
  );

  test("who was looked up all over again was restarted: an initial cycle, with what to expect of it", async () => {
    const observed = await observe(server(), clock);
    const tenant = generateTenant({ users: 12, groups: 2 });
    await observed.cycle(tenant);
    await observed.survey(40);
    observed.job.state.watermark = null;
    observed.job.state.objects.clear();
    await observed.cycle(tenant);
    await observed.survey(1);
    const [, again] = await observed.cycles();
    expect(again).toMatchObject({ kind: "initial", ended: null, found: 14, expectedUsers: 12, expectedGroups: 2 });
    expect(again?.expectedBy).toBe("before");
  });

  test("who was here before the first initial cycle is remembered as such, and who comes with it is not counted", async () => {
    const observed = await observe(server(), clock);
    const { organizationId, directoryId } = observed.scope;
    await db.user.createMany({
      data: ["one", "two", "three"].map((name) => ({
        ...{ organizationId, directoryId, id: uuidv7(), created: clock.now, lastModified: clock.now },
        ...{ userName: name, userNameKey: name, attributes: {}, search: {} },
      })),
    });
    clock.advance(1);
    await observed.cycle(generateTenant({ users: 6, groups: 1 }));
    await observed.survey(1);
    expect(await observed.cycles()).toMatchObject([
      { kind: "initial", expectedUsers: 3, expectedBy: "here", users: 6 },
    ]);
  });

  test("a connection test makes no cycle before the first one, and provisioning on demand is told apart", async () => {
    const observed = await observe(server(), clock);
    await observed.client.send("GET", "/Users?filter=userName+eq+%227d2b7a26-3c0d-4f0e-8f3a-9b1c2f6e5a10%22");
    await observed.survey(3);
    expect(await observed.cycles()).toEqual([]);
    const tenant = generateTenant({ users: 3, groups: 0 });
    const [id = ""] = [...tenant.users.keys()];
    await provisionOnDemand({ tenant, configuration: toConfiguration(), client: observed.client, id });
    await observed.survey(30);
    await observed.cycle(tenant);
    await observed.survey(30);
    expect((await observed.cycles()).map(({ kind, users }) => [kind, users])).toEqual([
      ["onDemand", 1],
      ["initial", 3],
    ]);
  });
});
