import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listAuditEvents } from "@/lib/console/audit";
import { addDomain, checkDomain, findDomain } from "@/lib/console/domains";
import type { DomainDto } from "@/lib/console/domains";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { startDnsZone } from "./__fixtures__/dns-zone";
import type { DnsZone } from "./__fixtures__/dns-zone";
import { missesMax } from "./next-standing";
import { checkDueDomains } from "./schedule";

let zone: DnsZone;
let tenant: UnattendedTenant;

beforeAll(async () => {
  zone = await startDnsZone();
});
afterAll(() => zone.stop());
beforeEach(async () => {
  // Domains of other tests are due at any time.
  await pool.query(`UPDATE "Domain" SET "nextCheckAt" = NULL`);
  tenant = await createUnattendedTenant();
});

const register = () => addDomain(tenant.scope, { name: `${crypto.randomUUID()}.example` });
const now = async ({ name }: DomainDto) => (await findDomain(tenant.scope, name)) ?? expect.fail("the domain is gone");
const check = (at = new Date()) => checkDueDomains({ at, lookUp: zone.lookUp });
const at = (domain: DomainDto) => domain.nextCheckAt ?? expect.fail("it is never looked at again");

test("a domain is looked at as soon as it was registered, and again when that is due, not before", async () => {
  const domain = await register();
  expect(await check()).toBe(1);
  const looked = await now(domain);
  expect(looked).toMatchObject({ state: "pending", sighting: { kind: "nothing" } });
  expect(await check(new Date(at(looked).getTime() - 1))).toBe(0);
  zone.publish(domain.record);
  expect(await check(at(looked))).toBe(1);
  expect(await now(domain)).toMatchObject({ state: "verified", sighting: { kind: "found" } });
});

test("a verified domain whose record has gone fails after several re-checks, and is verified again when it is back", async () => {
  const domain = await register();
  zone.publish(domain.record);
  await check();
  zone.answer(domain.record.name, undefined);
  const states: string[] = [];
  for (let count = 0; count < missesMax; count += 1) {
    await check(at(await now(domain)));
    states.push((await now(domain)).state);
  }
  expect(states).toEqual([...Array<string>(missesMax - 1).fill("verified"), "failing"]);
  zone.publish(domain.record);
  await check(at(await now(domain)));
  expect(await now(domain)).toMatchObject({ state: "verified", misses: 0 });
  const told = (await listAuditEvents(tenant.scope, { limit: 10 })).filter(({ actor }) => actor === "muster");
  expect(told.map(({ action, target }) => [action, target])).toEqual([
    ["domain.verify", domain.name],
    ["domain.fail", domain.name],
    ["domain.verify", domain.name],
  ]);
});

test("a verified domain outlives a DNS that does not answer", async () => {
  const domain = await register();
  zone.publish(domain.record);
  await check();
  zone.answer(domain.record.name, "servfail");
  for (let count = 0; count < missesMax + 1; count += 1) await check(at(await now(domain)));
  expect(await now(domain)).toMatchObject({
    state: "verified",
    misses: 0,
    sighting: { kind: "unclear", error: "serverFailed" },
  });
});

test("a look that changes nothing tells no process to forget its credentials; one that does tells them", async () => {
  const listener = new Client({ connectionString: env.databaseUrl });
  await listener.connect();
  const heard: (string | undefined)[] = [];
  listener.on("notification", ({ payload }) => heard.push(payload));
  await listener.query('LISTEN "muster_credentials"');
  const domain = await register();
  const hears = async () => {
    // Notifications arrive in order: what came before the mark has arrived with it.
    const mark = crypto.randomUUID();
    await pool.query(`SELECT pg_notify('muster_credentials', $1)`, [mark]);
    await expect.poll(() => heard).toContain(mark);
    return heard.splice(0).includes(tenant.organization.id);
  };
  expect(await hears()).toBe(true);
  await check();
  expect(await hears()).toBe(false);
  zone.publish(domain.record);
  await check(at(await now(domain)));
  expect(await hears()).toBe(true);
  await listener.end();
});

test("many processes at once ask for each domain once", async () => {
  const domains = [];
  for (let count = 0; count < 45; count += 1) domains.push(await register());
  const looked = await Promise.all([check(), check(), check()]);
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe(45);
  expect(domains.map(({ record }) => zone.timesAsked(record.name))).toEqual(domains.map(() => 1));
});

test("a domain that a process took and never looked at is due again", async () => {
  const domain = await register();
  const taken = new Date();
  await check(taken);
  // As if that process had died between taking it and looking.
  await pool.query(`UPDATE "Domain" SET "checkedAt" = NULL, "nextCheckAt" = $2 WHERE "id" = $1`, [
    domain.id,
    new Date(taken.getTime() + 5 * 60_000),
  ]);
  expect(await check(new Date(taken.getTime() + 4 * 60_000))).toBe(0);
  expect(await check(new Date(taken.getTime() + 5 * 60_000))).toBe(1);
});

test("one domain that cannot be written does not hold up the others", async () => {
  const [gone, stays] = [await register(), await register()];
  zone.publish(stays.record);
  const lookUp: typeof zone.lookUp = async (record, domain) => {
    if (domain === gone.name) throw new Error("the DNS library is broken");
    return zone.lookUp(record, domain);
  };
  expect(await checkDueDomains({ lookUp })).toBe(2);
  expect(await now(stays)).toMatchObject({ state: "verified" });
});

test("a domain that the operator vouched for while DNS was asked stays verified", async () => {
  const domain = await register();
  const lookUp: typeof zone.lookUp = async () => {
    await pool.query(
      `UPDATE "Domain" SET "vouched" = true, "state" = 'verified', "nextCheckAt" = NULL WHERE "id" = $1`,
      [domain.id],
    );
    return { kind: "nothing" };
  };
  await checkDomain(tenant.scope, { domainId: domain.id }, { lookUp });
  expect(await now(domain)).toMatchObject({ state: "verified", nextCheckAt: null, checkedAt: null });
});
