import { describe, expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { setDirectoryEnabled } from "@/lib/console/directories";
import { createToken, revokeToken } from "@/lib/console/tokens";
import { db } from "@/lib/db/client";
import { listDueDirectories } from "@/lib/db/directory-health";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import { observe } from "./__fixtures__/observed-directory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";
import { parseFacts } from "./finding";

const clock = new TestClock();
const server = serveByClock(clock);

type Observed = Awaited<ReturnType<typeof observe>>;
type Exchange = Awaited<ReturnType<Observed["client"]["send"]>>;

const tenant = generateTenant({ users: 4, groups: 1 });
const probe = "/Users?filter=userName+eq+%227d2b7a26-3c0d-4f0e-8f3a-9b1c2f6e5a10%22";

async function cycles(observed: Observed, count: number): Promise<void> {
  for (let cycle = 0; cycle < count; cycle += 1) {
    await observed.cycle(tenant);
    await observed.survey(1);
    clock.advance(39);
  }
}

const stateOf = async (observed: Observed) => {
  const { state, kind } = await observed.health();
  return [state, kind];
};
const status = (exchange: Exchange) => ("received" in exchange ? exchange.received.status : 0);

describe("a service that was off and is on again", () => {
  async function offAndOn(observed: Observed, requestsWhileOff: number): Promise<void> {
    const { directoryId } = observed.scope;
    await setDirectoryEnabled(observed.own.scope, { directoryId, enabled: false });
    await expect.poll(async () => status(await observed.client.send("GET", probe))).toBe(403);
    for (let request = 0; request < requestsWhileOff; request += 1) {
      await observed.survey(40);
      await observed.client.send("GET", probe);
    }
    await observed.survey(4 * 60);
    await setDirectoryEnabled(observed.own.scope, { directoryId, enabled: true });
    await observed.survey(0.2);
  }

  test("is not at risk for what was refused meanwhile", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 1);
    await offAndOn(observed, 3);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    expect(await observed.findings()).toEqual([]);
  });

  test("is silent only when nobody has come for as long since then as before", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 6);
    await offAndOn(observed, 0);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    await observed.survey(115);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    await observed.survey(10);
    expect(await stateOf(observed)).toEqual(["silent", "silent"]);
    await cycles(observed, 1);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
  });
});

describe("what somebody does in the console", () => {
  test("is surveyed at the next opportunity: a first token, and not only minutes later", async () => {
    const observed = await observe(server(), clock);
    const { organizationId, directoryId } = observed.scope;
    await observed.survey(0.2);
    await db.auditEvent.deleteMany({ where: { organizationId } });
    const now = new Date();
    await db.directoryHealth.update({ where: { directoryId }, data: { surveyedAt: now } });
    const isDue = async () => (await listDueDirectories(now, now)).some((due) => due.directoryId === directoryId);
    expect(await isDue()).toBe(false);
    await createToken(observed.own.scope, { directoryId, name: "Another", expiresInDays: 300 });
    expect(await isDue()).toBe(true);
    await db.directoryHealth.update({ where: { directoryId }, data: { surveyedAt: new Date(Date.now() + 6_000) } });
    expect(await isDue()).toBe(false);
  });
});

describe("two clients at one directory", () => {
  async function another(observed: Observed) {
    const { directoryId } = observed.scope;
    const made = await createToken(observed.own.scope, { directoryId, name: "Other tenant", expiresInDays: 300 });
    const base = tenantUrl(server(), "generic");
    return { tokenId: made.tokenId, client: new EntraHttpClient({ base, token: () => made.token }) };
  }

  test("make one cycle while they take turns within it, and whom both look at counts once", async () => {
    const observed = await observe(server(), clock);
    const other = await another(observed);
    await Promise.all([
      observed.cycle(tenant, { concurrency: 1 }),
      (async () => {
        for (let request = 0; request < 20; request += 1) await other.client.send("GET", probe);
      })(),
    ]);
    for (const { id } of await db.user.findMany({ where: { directoryId: observed.scope.directoryId } })) {
      await other.client.send("GET", `/Users/${id}`);
    }
    await observed.survey(12);
    expect(await observed.cycles()).toMatchObject([{ kind: "initial", users: 4, groups: 1, created: 5, failed: 0 }]);
    other.client.close();
  });

  test("of which one is refused again and again: one warning until that one stays away, however often the other succeeds", async () => {
    const observed = await observe(server(), clock);
    const other = await another(observed);
    await cycles(observed, 2);
    await revokeToken(observed.own.scope, { tokenId: other.tokenId });
    await expect.poll(async () => status(await other.client.send("GET", probe))).toBe(401);
    await observed.survey(1);
    const seen = new Set<string>();
    for (let turn = 0; turn < 5; turn += 1) {
      clock.advance(19);
      await cycles(observed, 1);
      clock.advance(-20);
      await other.client.send("GET", probe);
      await observed.survey(1);
      if (turn === 0) continue;
      const findings = await observed.findings();
      expect(findings).toMatchObject([{ kind: "credentialRefused", key: "MUSTER-T04", severity: "warning" }]);
      for (const { id } of findings) seen.add(id);
    }
    expect([...seen]).toHaveLength(1);
    expect(await stateOf(observed)).toEqual(["degraded", "credentialRefused"]);
    await cycles(observed, 4);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    other.client.close();
  });
});

describe("a provider without cycles", () => {
  test("sends when something changes: never silent, never on demand, and what it sends at a time is counted together", async () => {
    const observed = await observe(server(), clock);
    const { directoryId } = observed.scope;
    await db.directory.update({ where: { id: directoryId }, data: { provider: "okta" } });
    const gaps = [3, 200, 11, 47, 1_500, 13, 340, 25, 16, 900];
    for (const [index, minutes] of gaps.entries()) {
      await observed.client.send("GET", `/Users?filter=userName+eq+%22person${index}%40contoso.example%22`);
      await observed.client.send("POST", "/Users", { userName: `person${index}@contoso.example` });
      await observed.survey(minutes);
    }
    await observed.survey(3 * 24 * 60);
    expect(await stateOf(observed)).toEqual(["healthy", null]);
    const [first, ...others] = await observed.cycles();
    expect(first).toMatchObject({ kind: "initial", users: 2, created: 2 });
    expect(others.map(({ kind, users }) => [kind, users])).toEqual(others.map(() => ["incremental", 1]));
    expect(others).toHaveLength(8);
  });
});

describe("a provider that knows no quarantine", () => {
  test("is degraded, and never at risk of one, when all that it sends is refused", async () => {
    const observed = await observe(server(), clock);
    const { directoryId } = observed.scope;
    await db.directory.update({ where: { id: directoryId }, data: { provider: "okta" } });
    await observed.client.send("POST", "/Users", { userName: "ana@contoso.example" });
    await observed.survey(12);
    for (let count = 0; count < 3; count += 1) {
      await observed.client.send("POST", "/Users", { userName: `p${count}`, active: "perhaps" });
    }
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "refusedAll"]);
    expect(await observed.findings()).toContainEqual(expect.objectContaining({ severity: "critical" }));
    await observed.client.send("POST", "/Users", { userName: "p0" });
    await observed.survey(1);
    expect(await stateOf(observed)).toEqual(["degraded", "failing"]);
  });
});

describe("requests that name nobody", () => {
  test("are told as requests, with what they were refused for, and not as a person", async () => {
    const observed = await observe(server(), clock);
    await cycles(observed, 2);
    expect(status(await observed.client.send("POST", "/Users", []))).toBe(400);
    await observed.survey(1);
    const finding = (await observed.findings()).find(({ kind }) => kind === "failing");
    expect(parseFacts(finding?.facts)).toMatchObject({
      code: "MUSTER-H01",
      objects: 1,
      users: 0,
      groups: 0,
      names: [],
    });
  });
});

describe("a request to an address that there is not", () => {
  test("is forgotten two hours after the last of them, while others come to the right one, and not while nobody comes", async () => {
    const observed = await observe(server(), clock);
    const kinds = async () => (await observed.findings()).map(({ kind }) => kind);
    await cycles(observed, 2);
    await observed.cycle(tenant);
    expect(status(await observed.client.send("GET", "/Peeple"))).toBe(404);
    await observed.survey(1);
    expect(await kinds()).toEqual(["failing"]);
    clock.advance(30);
    await observed.cycle(tenant);
    await observed.survey(150);
    expect(await kinds()).toContain("failing");
    await cycles(observed, 1);
    expect(await kinds()).not.toContain("failing");
  });
});

describe("what a request that is refused or finds nobody says of others", () => {
  const user = (userName: string, externalId: string) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
    externalId,
    active: true,
  });
  const retitle = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "Replace", path: "title", value: "Head" }],
  };

  async function idOf(observed: Observed, exchange: Exchange): Promise<string> {
    expect(status(exchange)).toBe(201);
    const { directoryId } = observed.scope;
    const made = await db.user.findFirstOrThrow({ where: { directoryId }, select: { id: true } });
    return made.id;
  }

  test("who has somebody else's name stays refused whatever happens to that one, until they are written themselves", async () => {
    const observed = await observe(server(), clock);
    const ana = await idOf(observed, await observed.client.send("POST", "/Users", user("ana@contoso.example", "ana")));
    expect(status(await observed.client.send("POST", "/Users", user("Ana@contoso.example", "ana2")))).toBe(409);
    await observed.client.send("PATCH", `/Users/${ana}`, retitle);
    await observed.survey(1);
    expect(await observed.findings()).toMatchObject([{ kind: "failing", key: "MUSTER-U01" }]);
    expect(await observed.cycles()).toMatchObject([{ users: 2, created: 1, failed: 1 }]);
    expect(status(await observed.client.send("POST", "/Users", user("ana.two@contoso.example", "ana2")))).toBe(201);
    await observed.survey(1);
    expect(await observed.findings()).toEqual([]);
    expect(await observed.cycles()).toMatchObject([{ users: 2, created: 2, failed: 0 }]);
  });

  test("a delete of somebody who is gone already is no deletion", async () => {
    const observed = await observe(server(), clock);
    const ana = await idOf(observed, await observed.client.send("POST", "/Users", user("ana@contoso.example", "ana")));
    const nobody = "0199a000-0000-7000-8000-000000000000";
    expect(status(await observed.client.send("DELETE", `/Users/${nobody}`))).toBe(404);
    await observed.survey(1);
    expect(await observed.cycles()).toMatchObject([{ created: 1, deleted: 0, failed: 0 }]);
    expect(status(await observed.client.send("DELETE", `/Users/${ana}`))).toBe(204);
    await observed.survey(1);
    expect(await observed.cycles()).toMatchObject([{ created: 1, deleted: 1, failed: 0 }]);
  });
});
