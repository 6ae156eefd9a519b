import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { setDirectoryEnabled, setRequestRate } from "@/lib/console/directories";
import { db } from "@/lib/db/client";
import { handleScimNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import { serve, stopServersAfterAll } from "../__fixtures__/broken-servers";
import { EntraHttpClient } from "../http-client";
import { generateCompany, withoutContractors } from "../life/company";
import { liveOn } from "../life/live-on";
import type { Company } from "../life/live-on";
import { toConfiguration } from "../sync/configuration";
import { runCycle } from "../sync/cycle";
import { freshState } from "../sync/state";
import { Random } from "../tenant/random";
import type { SourceUser, Tenant } from "../tenant/tenant";
import { compareDirectory, differenceText } from "./compare";
import { expectCycle } from "./expect-cycle";
import { expectNothing, parseExpectation, serializeExpectation } from "./expectation";
import { odditiesOf } from "./oddities";
import { readDirectory } from "./read-directory";

stopServersAfterAll();

let muster = "";
beforeAll(async () => {
  await startScim();
  muster = await serve((request, response) => void handleScimNode(request, response));
});
afterAll(() => shutdownScim());

type Application = "generic" | "8x8" | "ringcentral";

/** A directory, and a company that lives and is provisioned into it, with what its directory should be worked out beside. */
async function company(application: Application, { isCompliant = false, users = 80 } = {}) {
  const own = await createUnattendedTenant({ application });
  const directoryId = own.directory.id;
  await setRequestRate(own.scope, { directoryId, requestsPerSecond: 0 });
  await setDirectoryEnabled(own.scope, { directoryId, enabled: true });
  const client = new EntraHttpClient({ base: tenantUrl(muster, application), token: () => own.token.token });
  const configuration = toConfiguration({
    ...(application !== "generic" && { mapping: application }),
    userScope: withoutContractors,
  });
  const state = freshState("scim.test");
  let expectation = expectNothing();
  return {
    directoryId,
    client,
    async cycle({ tenant, now }: Company) {
      const report = await runCycle({ tenant, configuration, client, isCompliant, state, now: () => now });
      const expected = expectCycle(expectation, { tenant, configuration, now });
      expectation = expected.expectation;
      return { report, failures: [...expected.failures.values()] };
    },
    differences: async () =>
      compareDirectory(await readDirectory(client, { pageSize: 30 }), expectation, configuration).map(differenceText),
    oddities: ({ tenant }: Company) => odditiesOf(expectation, tenant, configuration),
    start: { tenant: generateCompany({ users, groups: 12 }), now: Date.UTC(2026, 0, 1) },
  };
}

test.each([
  ["generic", false],
  ["8x8", true],
  ["ringcentral", true],
] as const)(
  "half a year of a company, fortnight by fortnight: the directory is what Entra makes of it (%s, compliant: %s)",
  async (application, isCompliant) => {
    const { cycle, differences, oddities, client, start } = await company(application, { isCompliant });
    const random = new Random(5);
    const seen = new Set<string>();
    let living: Company = start;
    for (let fortnight = 0; fortnight < 13; fortnight += 1) {
      const { report, failures } = await cycle(living);
      expect([report.failures, failures]).toEqual([[], []]);
      expect(await differences(), `fortnight ${fortnight}`).toEqual([]);
      for (const { kind } of oddities(living)) seen.add(kind);
      living = liveOn(living, 14, random);
    }
    // Where it is not the tenant itself, each time it is known why.
    expect(seen).not.toContain("unexplained");
    expect(seen).toContain("leftScope");
    expect(seen).toContain("nullNotSent");
    expect(seen.has("appliedAtCreation")).toBe(application === "8x8");
    client.close();
  },
);

describe("a directory that is not what it should be", () => {
  test("is told attribute by attribute, person by person, member by member", async () => {
    const { cycle, differences, client, directoryId, start } = await company("generic", { users: 8 });
    await cycle(start);
    expect(await differences()).toEqual([]);
    const [ana, bo, cy, gone] = await db.user.findMany({ where: { directoryId }, orderBy: { userName: "asc" } });
    const patch = (id: string | undefined, ...Operations: unknown[]) =>
      client.send("PATCH", `/Users/${id}`, {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        Operations,
      });
    await patch(ana?.id, { op: "replace", path: "title", value: "Impostor" });
    await patch(bo?.id, { op: "add", path: "nickName", value: "Bobby" });
    await patch(cy?.id, { op: "remove", path: 'phoneNumbers[type eq "work"].value' });
    await client.send("DELETE", `/Users/${gone?.id}`);
    await client.send("POST", "/Users", { schemas: [], userName: "stranger@contoso.com" });
    const member = await db.member.findFirst({ where: { directoryId, memberId: ana?.id ?? "" } });
    await client.send("PATCH", `/Groups/${member?.groupId}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "remove", path: `members[value eq "${ana?.id}"]` }],
    });
    const group = await db.group.findFirst({ where: { directoryId, id: member?.groupId ?? "" } });
    const told = await differences();
    expect(told).toContain("user stranger@contoso.com: should not be there");
    expect(told).toContain(`user ${gone?.userName}: is missing`);
    expect(told).toContain(`user ${bo?.userName} nickname: "Bobby", not nothing`);
    expect(told).toContain(`group ${group?.displayName} members: nothing, not "${ana?.userName}"`);
    expect(told.filter((line) => line.startsWith(`user ${ana?.userName} title: "Impostor", not`))).toHaveLength(1);
    expect(
      told.filter((line) => line.startsWith(`user ${cy?.userName} phoneNumbers[type eq "work"].value: nothing, not`)),
    ).toHaveLength(1);
    client.close();
  });

  test("cannot be read when the service refuses, and says so", async () => {
    const client = new EntraHttpClient({ base: tenantUrl(muster, "generic"), token: () => "mus_wrong" });
    await expect(readDirectory(client)).rejects.toThrow(/GET \/Users.*: 401/);
    client.close();
  });
});

describe("what Entra is expected to make of somebody", () => {
  const now = Date.UTC(2026, 0, 1);
  const configuration = toConfiguration({});
  const [tenant] = [generateCompany({ users: 3, groups: 0 })];
  const [boss = "", ana = "", bo = ""] = [...tenant.users.keys()];
  const edit = (from: Tenant, id: string, change: (user: SourceUser) => SourceUser): Tenant => {
    const user = from.users.get(id);
    return user ? { ...from, users: new Map(from.users).set(id, change(user)) } : from;
  };
  const name = (of: Tenant, id: string) => String(of.users.get(id)?.attributes["userPrincipalName"]);

  test("a userName that is taken is refused, tried again for 28 days, and as soon as it is free", () => {
    let { expectation, failures } = expectCycle(expectNothing(), { tenant, configuration, now });
    const taken = edit(tenant, ana, (user) => ({
      ...user,
      attributes: { ...user.attributes, userPrincipalName: name(tenant, bo).toUpperCase(), jobTitle: "Never" },
    }));
    const on = (day: number, of: Tenant) => {
      ({ expectation, failures } = expectCycle(expectation, {
        tenant: of,
        configuration,
        now: now + day * 24 * 60 * 60 * 1000,
      }));
      return [...failures];
    };
    expect(on(1, taken)).toEqual([[ana, "EntryConflict"]]);
    expect(on(15, taken)).toEqual([[ana, "EntryConflict"]]);
    // Given up.
    expect(on(30, taken)).toEqual([]);
    expect([...expectation.resources.values()].some(({ values }) => values["title"] === "Never")).toBe(false);
    // Another change of hers is another attempt.
    const changed = edit(taken, ana, (user) => ({ ...user, attributes: { ...user.attributes, city: "Lund" } }));
    const freed = edit(changed, bo, (user) => ({
      ...user,
      attributes: { ...user.attributes, userPrincipalName: "bo.new@contoso.com" },
    }));
    expect(on(31, changed)).toEqual([[ana, "EntryConflict"]]);
    // In one cycle the order would decide, so first the one, then the other.
    on(32, freed);
    expect(on(33, freed)).toEqual([]);
    expect([...expectation.resources.values()].filter(({ values }) => values["title"] === "Never")).toHaveLength(1);
  });

  test("a manager who comes into scope later is filled in when the person changes, and not before", () => {
    const outside = { ...tenant, assignments: tenant.assignments.filter(({ principal }) => principal !== boss) };
    const managers = (expectation: ReturnType<typeof expectNothing>) =>
      [...expectation.resources.values()].filter(({ manager }) => manager !== undefined).length;
    const first = expectCycle(expectNothing(), { tenant: outside, configuration, now });
    expect(managers(first.expectation)).toBe(0);
    const inside = expectCycle(first.expectation, { tenant, configuration, now });
    expect(managers(inside.expectation)).toBe(0);
    expect(odditiesOf(inside.expectation, tenant, configuration).map(({ kind }) => kind)).toEqual([
      "managerNotBackFilled",
      "managerNotBackFilled",
    ]);
    const moved = edit(tenant, ana, (user) => ({ ...user, attributes: { ...user.attributes, city: "Lund" } }));
    expect(managers(expectCycle(inside.expectation, { tenant: moved, configuration, now }).expectation)).toBe(1);
  });

  test("who left the scope and is then deleted stays, disabled; who was deleted in scope is gone", () => {
    const first = expectCycle(expectNothing(), { tenant, configuration, now });
    const outside = { ...tenant, assignments: tenant.assignments.filter(({ principal }) => principal !== bo) };
    const left = expectCycle(first.expectation, { tenant: outside, configuration, now });
    const purge = (user: SourceUser): SourceUser => ({ ...user, deleted: "hard" });
    const purged = edit(edit(outside, bo, purge), ana, purge);
    const { expectation } = expectCycle(left.expectation, { tenant: purged, configuration, now });
    const byName = new Map([...expectation.resources.values()].map(({ values }) => [values["userName"], values]));
    expect(byName.get(name(tenant, bo))).toMatchObject({ active: "False" });
    expect(byName.has(name(tenant, ana))).toBe(false);
    expect(odditiesOf(expectation, purged, configuration)).toEqual([
      { kind: "notDeletedOutOfScope", name: name(tenant, bo), what: "" },
    ]);
  });

  test("more departures than the threshold are held until they are allowed", () => {
    const held = toConfiguration({ deletionThreshold: 1 });
    const first = expectCycle(expectNothing(), { tenant, configuration: held, now });
    const nobody = { ...tenant, assignments: [] };
    const actives = (expectation: ReturnType<typeof expectNothing>) =>
      [...expectation.resources.values()].filter(({ values }) => values["active"] === "True").length;
    const stopped = expectCycle(first.expectation, { tenant: nobody, configuration: held, now });
    expect(actives(stopped.expectation)).toBe(3);
    const meant = { tenant: nobody, configuration: held, now, allowsDeletions: true };
    expect(actives(expectCycle(stopped.expectation, meant).expectation)).toBe(0);
  });

  test("it survives as JSON", () => {
    const { expectation } = expectCycle(expectNothing(), { tenant, configuration, now });
    expect(parseExpectation(serializeExpectation(expectation))).toEqual(expectation);
  });
});
