import { describe, expect, test } from "vitest";
import { setDirectoryEnabled, setRequestRate } from "@/lib/console/directories";
import { releaseBrake } from "@/lib/console/deprovision-brake";
import { createToken, revokeToken } from "@/lib/console/tokens";
import { db } from "@/lib/db/client";
import { freshState } from "@/lib/entra/sync/state";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import type { Tenant } from "@/lib/entra/tenant/tenant";
import { observe } from "./__fixtures__/observed-directory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";
import { surveyDirectory } from "./survey-directory";

const clock = new TestClock();
const server = serveByClock(clock);

type Observed = Awaited<ReturnType<typeof observe>>;

const tenant = generateTenant({ users: 4, groups: 1 });
const probe = "/Users?filter=userName+eq+%227d2b7a26-3c0d-4f0e-8f3a-9b1c2f6e5a10%22";

/** Cycles as often as Entra has them; a survey after each. */
async function cycles(observed: Observed, count: number, of: Tenant = tenant): Promise<void> {
  for (let cycle = 0; cycle < count; cycle += 1) {
    await observed.cycle(of);
    await observed.survey(1);
    clock.advance(39);
  }
}

const kinds = async (observed: Observed) => (await observed.findings()).map(({ kind }) => kind);
const stateOf = async (observed: Observed) => {
  const { state, kind } = await observed.health();
  return [state, kind];
};
/** What was found and is cleared since. */
const cleared = async ({ scope: { directoryId } }: Observed) =>
  (await db.finding.findMany({ where: { directoryId, clearedAt: { not: null } } })).map(({ kind }) => kind);

describe("the health of a directory", () => {
  test("waits for the first contact, then for the first cycle, then is healthy, and keeps since when", async () => {
    const observed = await observe(server(), clock);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["waiting", "noRequest"]);
    await observed.client.send("GET", probe);
    await observed.survey(1);
    const contact = clock.now;
    expect(await stateOf(observed)).toEqual(["healthy", "noCycle"]);
    await cycles(observed, 2);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    expect((await observed.health()).since).toEqual(contact);
    expect(await kinds(observed)).toEqual([]);
  });

  test("is not the worse for a person who is deleted twice", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 2);
    const made = await observed.client.send("POST", "/Users", { userName: "twice@contoso.example" });
    const { id } = JSON.parse("received" in made ? made.received.text : "{}");
    await observed.client.send("DELETE", `/Users/${id}`);
    expect(status(await observed.client.send("DELETE", `/Users/${id}`))).toBe(404);
    await observed.survey(1);
    expect(await kinds(observed)).toEqual([]);
    expect((await observed.cycles()).at(-1)).toMatchObject({ created: 1, deleted: 1, failed: 0 });
  });

  test("is off while the service is, says that requests arrive, and forgets that when it is on again", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 1);
    await setDirectoryEnabled(observed.own.scope, { directoryId: observed.scope.directoryId, enabled: false });
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["off", null]);
    await expect.poll(async () => (await observed.client.send("GET", probe)) && cyclesRefused(observed)).toBe(true);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["off", "serviceOff"]);
    await setDirectoryEnabled(observed.own.scope, { directoryId: observed.scope.directoryId, enabled: true });
    await observed.survey(1);
    expect(await kinds(observed)).not.toContain("serviceOff");
    expect(await cleared(observed)).toContain("serviceOff");
  });

  test("waits on where all that came was refused because the service was off, until something is served", async () => {
    const observed = await observe(server(), clock);
    await setDirectoryEnabled(observed.own.scope, { directoryId: observed.scope.directoryId, enabled: false });
    expect(status(await observed.client.send("GET", probe))).toBe(403);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["off", "serviceOff"]);
    await setDirectoryEnabled(observed.own.scope, { directoryId: observed.scope.directoryId, enabled: true });
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["waiting", "noSuccess"]);
    await expect.poll(async () => status(await observed.client.send("GET", probe))).toBe(200);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["healthy", "noCycle"]);
  });

  test("is silent once Entra has not asked for three times the usual, and no longer with the next request", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 6);
    await observed.survey(70);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    await observed.survey(15);
    expect(await stateOf(observed)).toEqual(["silent", "silent"]);
    const [finding] = await observed.findings();
    expect(finding).toMatchObject({ kind: "silent", severity: "warning", facts: { usualMinutes: 40 } });
    await cycles(observed, 1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    expect(await cleared(observed)).toEqual(["silent"]);
  });

  test("is not silent where there is no habit: a directory that two cycles were seen of", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 2);
    await observed.survey(24 * 60);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });

  test("risks quarantine once a revoked token is all that comes, and recovers with a new one", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 2);
    await revokeToken(observed.own.scope, { tokenId: observed.own.token.tokenId });
    await expect.poll(async () => status(await observed.client.send("GET", probe))).toBe(401);
    clock.advance(30);
    await observed.cycle(tenant);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["quarantineRisk", "credentialRefused"]);
    expect(await observed.findings()).toMatchObject([
      { kind: "credentialRefused", key: "MUSTER-T04", severity: "critical" },
    ]);
    const { directoryId } = observed.scope;
    const fresh = await createToken(observed.own.scope, { directoryId, name: "Second", expiresInDays: 300 });
    observed.job.token = fresh.token;
    clock.advance(39);
    await observed.cycle(tenant);
    await observed.survey(11);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    expect(await cleared(observed)).toEqual(["credentialRefused"]);
  });

  test("risks quarantine when the very check of the credentials is refused for another reason", async () => {
    const observed = await observe(
      server(),
      clock,
      {},
      {
        mapping: [
          { source: "userPrincipalName", target: "userName" },
          { source: "department", target: "costCentre", matching: 1 },
        ],
      },
    );
    await observed.client.send("POST", "/Users", { userName: "first@contoso.example" });
    await observed.survey(40);
    await observed.cycle(tenant);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["quarantineRisk", "refusedAll"]);
    expect((await observed.findings())[0]?.facts).toMatchObject({ code: "MUSTER-F01" });
  });

  test("is degraded by who cannot be written, tells who fails again and again, and heals when they are written", async () => {
    const observed = await observe(server(), clock, { application: "ipass-smartconnect" });
    await cycles(observed, 1);
    expect(await stateOf(observed)).toEqual(["degraded", "failing"]);
    expect(await observed.findings()).toMatchObject([
      { kind: "failing", key: "MUSTER-D01", severity: "warning", facts: { users: 4, cycles: 1 } },
    ]);
    await cycles(observed, 2);
    expect(await stateOf(observed)).toEqual(["degraded", "failingAgain"]);
    expect((await observed.findings())[0]?.facts).toMatchObject({ users: 4, cycles: 3 });
    const settings = { extensions: [], domainPolicy: "off" };
    await db.directory.update({ where: { id: observed.scope.directoryId }, data: { settings } });
    clock.advance(24 * 60);
    await cycles(observed, 1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    expect((await cleared(observed)).sort()).toEqual(["failing", "failingAgain"]);
  });

  test("is degraded where more than 40 % of many fail, with what Entra's threshold is", async () => {
    const observed = await observe(server(), clock, { application: "ipass-smartconnect" });
    await observed.cycle(generateTenant({ users: 25, groups: 2 }));
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "failureShare"]);
    const share = (await observed.findings()).find(({ kind }) => kind === "failureShare");
    expect(share).toMatchObject({ severity: "warning", facts: { failures: 25, attempted: 27, threshold: 5000 } });
  });

  test("is degraded while requests are refused because they are too many, until an hour after the last", async () => {
    const observed = await observe(server(), clock);
    await setRequestRate(observed.own.scope, { directoryId: observed.scope.directoryId, requestsPerSecond: 1 });
    const all = Array.from({ length: 60 }, () => observed.client.send("GET", probe));
    expect((await Promise.all(all)).filter((exchange) => status(exchange) === 429).length).toBeGreaterThan(10);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "throttled"]);
    await observed.survey(61);
    expect(await kinds(observed)).toEqual([]);
  });

  test("is degraded by a look-up that finds two, until it finds one", async () => {
    const observed = await observe(
      server(),
      clock,
      {},
      {
        mapping: [
          { source: "userPrincipalName", target: "userName" },
          { source: "department", target: "title", matching: 1 },
        ],
      },
    );
    const one = generateTenant({ users: 1, groups: 0 });
    const [person] = [...one.users.values()];
    const title = String(person?.attributes["department"]);
    for (const userName of ["one@contoso.example", "two@contoso.example"]) {
      await observed.client.send("POST", "/Users", { userName, title });
    }
    await observed.cycle(one);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "duplicateMatches"]);
    expect((await observed.findings())[0]?.facts).toMatchObject({ count: 1, matches: 2 });
    const { directoryId } = observed.scope;
    const second = await db.user.findFirst({ where: { directoryId, userName: "two@contoso.example" } });
    await observed.client.send("DELETE", `/Users/${second?.id}`);
    observed.job.state = freshState("scim.restarted");
    clock.advance(40);
    await observed.cycle(one);
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });

  test("is degraded by a token that ends within a week, until another takes its place", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 1);
    const { directoryId } = observed.scope;
    const expiresAt = new Date(clock.now.getTime() + 6 * 24 * 60 * 60_000);
    await db.token.updateMany({ where: { directoryId }, data: { expiresAt } });
    await observed.survey(5);
    expect(await stateOf(observed)).toEqual(["degraded", "credentialEnds"]);
    await db.token.updateMany({ where: { directoryId }, data: { expiresAt: null, noExpiryReason: "Test" } });
    await observed.survey(5);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });

  test("is degraded while the deprovision brake holds people, until an administrator has released it", async () => {
    const observed = await observe(server(), clock);
    const many = generateTenant({ users: 60, groups: 0 });
    await observed.cycle(many);
    clock.advance(40);
    await observed.cycle({ ...many, scope: "assigned" });
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "brake"]);
    expect((await observed.findings())[0]?.facts).toMatchObject({ held: 10 });
    await releaseBrake(observed.own.scope, { directoryId: observed.scope.directoryId, release: "count" });
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });

  test("is degraded by a manager who is nobody here, until there is another or none", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 1);
    const urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    const manager = { value: "0199a000-0000-7000-8000-00000000dead" };
    const made = await observed.client.send("POST", "/Users", { userName: "lost@contoso.example", [urn]: { manager } });
    const { id } = JSON.parse("received" in made ? made.received.text : "{}");
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "danglingManagers"]);
    expect((await observed.findings())[0]?.facts).toMatchObject({ count: 1, names: ["lost@contoso.example"] });
    const remove = [{ op: "remove", path: `${urn}:manager` }];
    await observed.client.send("PATCH", `/Users/${id}`, patch(remove));
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });

  test("is degraded by who was deleted and made anew without their groups, until they are members again", async () => {
    const observed = await observe(server(), clock);
    const body = async (sent: ReturnType<Observed["client"]["send"]>) => {
      const exchange = await sent;
      return JSON.parse("received" in exchange ? exchange.received.text : "{}");
    };
    const person = { userName: "anew@contoso.example" };
    const before = await body(observed.client.send("POST", "/Users", person));
    const members = [{ value: before.id }];
    const group = await body(observed.client.send("POST", "/Groups", { displayName: "Sales", members }));
    await observed.client.send("DELETE", `/Users/${before.id}`);
    clock.advance(1);
    const after = await body(observed.client.send("POST", "/Users", person));
    await observed.survey(1);
    expect(await kinds(observed)).toEqual([]);
    await observed.survey(60);
    expect(await stateOf(observed)).toEqual(["degraded", "lostMembers"]);
    const add = [{ op: "add", path: "members", value: [{ value: after.id }] }];
    await observed.client.send("PATCH", `/Groups/${group.id}`, patch(add));
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });

  test("is found out by one of several processes at a time, and the same twice is the same", async () => {
    const observed = await observe(server(), clock, { application: "ipass-smartconnect" });
    await observed.cycle(tenant);
    await observed.survey(0);
    clock.advance(1);
    const due = { organizationId: observed.own.scope.organizationId, directoryId: observed.scope.directoryId };
    await Promise.all(Array.from({ length: 4 }, () => surveyDirectory(due, clock.now)));
    const once = { findings: await observed.findings(), cycles: await observed.cycles() };
    expect(once.findings).toMatchObject([{ kind: "failing", facts: { users: 4 } }]);
    await surveyDirectory(due, clock.now);
    expect({ findings: await observed.findings(), cycles: await observed.cycles() }).toEqual(once);
  });
});

const patch = (operations: readonly object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});

const status = (exchange: Awaited<ReturnType<Observed["client"]["send"]>>) =>
  "received" in exchange ? exchange.received.status : 0;

const cyclesRefused = async ({ scope: { directoryId } }: Observed) =>
  (await db.provisioningEvent.count({ where: { directoryId, code: "MUSTER-S01" } })) > 0;
