import { expect, test } from "vitest";
import { rotateToken } from "@/lib/console/token-rotation";
import { createToken } from "@/lib/console/tokens";
import { freshState } from "@/lib/entra/sync/state";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import type { Tenant } from "@/lib/entra/tenant/tenant";
import { observe } from "./__fixtures__/observed-directory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";

const clock = new TestClock();
const server = serveByClock(clock);

type Observed = Awaited<ReturnType<typeof observe>>;

const large = generateTenant({ users: 40, groups: 0 });
const small = generateTenant({ users: 8, groups: 0, seed: 2, domain: "fabrikam.example" });

const tokenOf = async ({ own, scope: { directoryId } }: Observed, name: string) =>
  (await createToken(own.scope, { directoryId, name, expiresInDays: 300 })).token;

/** Whose cycles they are: each tenant has its token and its books. */
async function twoTenants(observed: Observed) {
  const first = { ...observed.job };
  const second = { token: await tokenOf(observed, "Fabrikam"), state: freshState("scim.other") };
  const as = async (job: Observed["job"], tenant: Tenant) => {
    Object.assign(observed.job, job);
    await observed.cycle(tenant);
  };
  return { first: (tenant: Tenant) => as(first, tenant), second: (tenant: Tenant) => as(second, tenant) };
}

const told = async (observed: Observed) =>
  (await observed.cycles()).map(({ kind, users, created }) => [kind, users, created]);

/** A tenant with so many people more. */
function joinedBy(tenant: Tenant, count: number): Tenant {
  const more = generateTenant({ users: count, groups: 0, seed: 3, domain: "joiners.example" });
  return { ...tenant, users: new Map([...tenant.users, ...more.users]) };
}

test("a second tenant's first cycle is initial, of which nobody knows how many will come; then both are incremental", async () => {
  const observed = await observe(server(), clock);
  const { first, second } = await twoTenants(observed);
  await first(large);
  await observed.survey(20);
  await second(small);
  await observed.survey(1);
  const [, running] = await observed.cycles();
  expect(running).toMatchObject({ kind: "initial", ended: null, expectedUsers: null, expectedBy: "here" });
  await observed.survey(20);
  await first(joinedBy(large, 7));
  await observed.survey(20);
  await second(small);
  await observed.survey(20);
  expect(await told(observed)).toEqual([
    ["initial", 40, 40],
    ["initial", 8, 8],
    ["incremental", 7, 7],
    ["incremental", 0, 0],
  ]);
});

test("also where it shares a cycle with the first, and after a connection test of its own", async () => {
  const observed = await observe(server(), clock);
  const { first, second } = await twoTenants(observed);
  await first(large);
  await observed.survey(20);
  await second({ ...small, users: new Map() });
  await observed.survey(20);
  await first(joinedBy(large, 2));
  await second(small);
  await observed.survey(20);
  expect(await told(observed)).toEqual([
    ["initial", 40, 40],
    ["incremental", 0, 0],
    ["initial", 10, 10],
  ]);
});

test("a new token is no new client: where it replaces the old one, or comes with a few new people", async () => {
  const observed = await observe(server(), clock);
  await observed.cycle(large);
  await observed.survey(40);
  const { tokenId } = observed.own.token;
  const rotated = await rotateToken(observed.own.scope, { tokenId, oldEnds: "1h", expiresInDays: 90 });
  observed.job.token = rotated.token;
  await observed.cycle(joinedBy(large, 9));
  await observed.survey(40);
  observed.job.token = await tokenOf(observed, "By hand");
  await observed.cycle(joinedBy(large, 12));
  await observed.survey(40);
  expect(await told(observed)).toEqual([
    ["initial", 40, 40],
    ["incremental", 9, 9],
    ["incremental", 3, 3],
  ]);
});
