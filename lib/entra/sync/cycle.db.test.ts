import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { setDirectoryEnabled, setRequestRate } from "@/lib/console/directories";
import { db } from "@/lib/db/client";
import { handleScimNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { serve, stopServersAfterAll } from "../__fixtures__/broken-servers";
import { EntraHttpClient } from "../http-client";
import { generateTenant } from "../tenant/generate-tenant";
import type { SourceGroup, SourceUser, Tenant } from "../tenant/tenant";
import { toConfiguration } from "./configuration";
import type { ConfigurationInput } from "./configuration";
import { runCycle } from "./cycle";
import { phases } from "./cycle-options";
import type { CycleOptions } from "./cycle-options";
import type { LogRecord } from "./log-record";
import { freshState, parseState, serializeState } from "./state";

stopServersAfterAll();

let muster = "";
beforeAll(async () => {
  await startScim();
  muster = await serve((request, response) => void handleScimNode(request, response));
});
afterAll(() => shutdownScim());

type Application = "generic" | "8x8" | "ringcentral" | "ipass-smartconnect";

/** A directory, and Entra connected to it. */
async function connect(application: Application = "generic", input: ConfigurationInput = {}, isCompliant = false) {
  const own = await createUnattendedTenant({ application });
  const directoryId = own.directory.id;
  await setRequestRate(own.scope, { directoryId, requestsPerSecond: 0 });
  await setDirectoryEnabled(own.scope, { directoryId, enabled: true });
  const state = freshState("scim.test");
  const client = new EntraHttpClient({ base: tenantUrl(muster, application), token: () => own.token.token });
  const configuration = toConfiguration({ ...(application !== "generic" && { mapping: application }), ...input });
  const cycle = (tenant: Tenant, more: Partial<CycleOptions> = {}) =>
    runCycle({ tenant, configuration, client, isCompliant, state, ...more });
  return { own, state, client, cycle };
}

const size = { users: 40, groups: 8 };

const changed = (tenant: Tenant, id: string, change: (user: SourceUser) => SourceUser): Tenant => {
  const user = tenant.users.get(id);
  return user ? { ...tenant, users: new Map(tenant.users).set(id, change(user)) } : tenant;
};
const withAttributes = (attributes: SourceUser["attributes"]) => (user: SourceUser) => ({
  ...user,
  attributes: { ...user.attributes, ...attributes },
});
const changedGroup = (tenant: Tenant, id: string, change: (group: SourceGroup) => SourceGroup): Tenant => {
  const group = tenant.groups.get(id);
  return group ? { ...tenant, groups: new Map(tenant.groups).set(id, change(group)) } : tenant;
};

const peopleOf = ({ directory }: UnattendedTenant) =>
  db.user.findMany({ where: { directoryId: directory.id }, orderBy: { userName: "asc" } });

/** What the directory holds, in Entra's terms: memberships by name. */
async function membershipsOf({ directory }: UnattendedTenant): Promise<string[]> {
  const where = { directoryId: directory.id };
  const [users, groups, members] = await Promise.all([
    db.user.findMany({ where }),
    db.group.findMany({ where }),
    db.member.findMany({ where }),
  ]);
  const names = new Map([
    ...users.map(({ id, userName }): [string, string] => [id, userName]),
    ...groups.map(({ id, displayName }): [string, string] => [id, displayName]),
  ]);
  return members.map(({ groupId, memberId }) => `${names.get(groupId)} > ${names.get(memberId)}`).sort();
}
const nameIn = (tenant: Tenant, id: string) =>
  String(tenant.users.get(id)?.attributes["userPrincipalName"] ?? tenant.groups.get(id)?.attributes["displayName"]);
const wantedMemberships = (tenant: Tenant) =>
  [...tenant.groups.values()]
    .flatMap((group) => group.members.map((member) => `${nameIn(tenant, group.id)} > ${nameIn(tenant, member)}`))
    .sort();

describe.each([
  ["generic", false],
  ["generic", true],
  ["8x8", false],
  ["ringcentral", true],
] as const)("cycles against %s (compliant dialect: %s)", (application, isCompliant) => {
  test("initial: everybody arrives, with managers and members; the second cycle changes nothing", async () => {
    const { own, state, cycle } = await connect(application, {}, isCompliant);
    const tenant = generateTenant(size);
    const initial = await cycle(tenant);
    expect(initial.failures).toEqual([]);
    expect(initial).toMatchObject({ type: "initial", seen: 48, created: 48, updated: 0, failed: 0, quarantine: null });
    expect(await peopleOf(own)).toHaveLength(40);
    expect(await membershipsOf(own)).toEqual(wantedMemberships(tenant));
    const second = await cycle(tenant);
    expect(second).toMatchObject({ type: "incremental", seen: 0, updated: 0, failed: 0, requests: 1 });
    // A restart looks at everybody again and finds nothing to change either.
    state.watermark = null;
    const again = await cycle(tenant);
    expect(again).toMatchObject({ type: "initial", seen: 48, unchanged: 48, updated: 0, failed: 0 });
  });

  test("incremental: renames, moves, leavers and those who come back arrive, and nothing else is touched", async () => {
    const { own, cycle } = await connect(application, {}, isCompliant);
    const before = generateTenant(size);
    await cycle(before);
    const [boss = "", mover = "", leaver = "", gone = "", renamed = ""] = [...before.users.keys()];
    let tenant = changed(
      before,
      mover,
      withAttributes({ department: "Board", jobTitle: "Chair", surname: "Ångström-李" }),
    );
    tenant = changed(tenant, leaver, withAttributes({ accountEnabled: false }));
    tenant = changed(tenant, gone, (user) => ({ ...user, deleted: "hard" }));
    tenant = changed(
      tenant,
      renamed,
      withAttributes({ userPrincipalName: "new.name@contoso.com", mail: "new.name@contoso.com" }),
    );
    const [sales = ""] = [...before.groups.keys()];
    tenant = changedGroup(tenant, sales, (group) => ({
      ...group,
      attributes: { ...group.attributes, displayName: "Sales & More" },
      members: [boss, mover],
    }));
    const report = await cycle(tenant);
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({
      type: "incremental",
      updated: 3,
      disabled: 1,
      deleted: 1,
      created: 0,
      unchanged: 0,
    });
    const people = await peopleOf(own);
    expect(people).toHaveLength(39);
    expect(people.filter(({ active }) => !active).map(({ userName }) => userName)).toEqual([nameIn(tenant, leaver)]);
    expect(people.some(({ userName }) => userName === "new.name@contoso.com")).toBe(true);
    const others = (list: readonly string[]) => list.filter((one) => !one.includes(nameIn(before, gone)));
    expect(await membershipsOf(own)).toEqual(others(wantedMemberships(tenant)));

    const back = changed(tenant, leaver, withAttributes({ accountEnabled: true }));
    expect(await cycle(back)).toMatchObject({ seen: 1, updated: 1, failed: 0 });
    expect((await peopleOf(own)).every(({ active }) => active)).toBe(true);
  });
});

describe("a cycle", () => {
  test("disables who is unassigned once, leaves them alone when they are deleted, and takes them back", async () => {
    const { own, cycle } = await connect();
    const all = generateTenant({ users: 3, groups: 0 });
    const ids = [...all.users.keys()];
    const assigned = (...some: readonly string[]): Tenant => ({
      ...all,
      scope: "assigned",
      assignments: some.map((principal) => ({ principal, role: "User" })),
    });
    expect(await cycle(assigned(...ids.slice(0, 2)))).toMatchObject({ created: 2, skipped: 1 });
    expect(await cycle(assigned(...ids.slice(0, 1)))).toMatchObject({ seen: 1, disabled: 1 });
    expect(await cycle(assigned(...ids.slice(0, 2)))).toMatchObject({ seen: 1, updated: 1 });
    expect(await cycle(assigned(...ids.slice(0, 1)))).toMatchObject({ seen: 1, disabled: 1 });
    const without = changed(assigned(...ids.slice(0, 1)), ids[1] ?? "", (user) => ({ ...user, deleted: "hard" }));
    expect(await cycle(without)).toMatchObject({ seen: 1, deleted: 0, skipped: 1 });
    expect(await peopleOf(own)).toHaveLength(2);
  });

  test("does not create the disabled, nor who has Default Access only", async () => {
    const { own, cycle } = await connect();
    const all = generateTenant({ users: 2, groups: 0 });
    const [first = "", second = ""] = [...all.users.keys()];
    const tenant: Tenant = {
      ...changed(all, first, withAttributes({ accountEnabled: false })),
      scope: "assigned",
      assignments: [
        { principal: first, role: "User" },
        { principal: second, role: "Default Access" },
      ],
    };
    expect(await cycle(tenant)).toMatchObject({ seen: 2, skipped: 2, created: 0 });
    expect(await peopleOf(own)).toEqual([]);
  });

  test("adopts who is there already, and refuses to choose between two", async () => {
    const { own, cycle } = await connect("generic", {
      mapping: [
        { source: "userPrincipalName", target: "userName" },
        { source: "department", target: "title", matching: 1 },
      ],
    });
    const tenant = generateTenant({ users: 1, groups: 0 });
    const [id = ""] = [...tenant.users.keys()];
    const title = String(tenant.users.get(id)?.attributes["department"]);
    const client = new EntraHttpClient({ base: tenantUrl(muster, "generic"), token: () => own.token.token });
    await client.send("POST", "/Users", { userName: "one@contoso.com", title });
    expect(await cycle(tenant)).toMatchObject({ created: 0, updated: 1 });
    await client.send("POST", "/Users", { userName: "two@contoso.com", title });
    const fresh = await cycle(tenant, { state: freshState("scim.other") });
    expect(fresh.failures).toMatchObject([{ id, code: "DuplicateTargetEntries" }]);
    client.close();
  });

  test("keeps trying what was refused, with its reason in Entra's words, until it is accepted", async () => {
    const { own, state, client, cycle } = await connect("ipass-smartconnect");
    const tenant = generateTenant({ users: 2, groups: 1 });
    const records: LogRecord[] = [];
    const refused = await cycle(tenant, { onRecord: (record) => records.push(record) });
    expect(refused).toMatchObject({ failed: 2, created: 1 });
    expect(refused.failures[0]?.reason).toContain("contoso.com");
    expect(records.filter(({ provisioningStatusInfo: { status } }) => status === "failure")).toHaveLength(2);
    await db.directory.update({
      where: { id: own.directory.id },
      data: { settings: { extensions: [], domainPolicy: "off" } },
    });
    // Heard by notification; ask until it is.
    const probe = () => client.send("POST", "/Users", { userName: "probe@contoso.example" });
    await expect.poll(probe).toMatchObject({ received: { status: 201 } });
    await db.user.deleteMany({ where: { directoryId: own.directory.id } });
    const retried = await cycle(tenant);
    expect(retried.failures).toEqual([]);
    expect(retried).toMatchObject({ type: "incremental", created: 2, failed: 0 });
    expect(await membershipsOf(own)).toEqual(wantedMemberships(tenant));
    expect([...state.objects.values()].some(({ escrow }) => escrow !== undefined)).toBe(false);
  });

  test("goes into quarantine when the token is wrong, and leaves it with the next that works", async () => {
    const { own, state, cycle } = await connect();
    const wrong = new EntraHttpClient({ base: tenantUrl(muster, "generic"), token: () => "mus_wrong" });
    const tenant = generateTenant({ users: 2, groups: 0 });
    const report = await cycle(tenant, { client: wrong });
    expect(report.quarantine).toContain("Unauthorized");
    expect(state).toMatchObject({ watermark: null, quarantine: { seriesCount: 1 } });
    expect(await cycle(tenant)).toMatchObject({ type: "initial", created: 2, quarantine: null });
    expect(state.quarantine).toBeUndefined();
    expect(await peopleOf(own)).toHaveLength(2);
    wrong.close();
  });

  test("holds more departures than the threshold until they are allowed", async () => {
    const { own, cycle } = await connect("generic", { deletionThreshold: 2 });
    const all = generateTenant({ users: 6, groups: 0 });
    await cycle(all);
    const none: Tenant = { ...all, scope: "assigned" };
    const records: LogRecord[] = [];
    const held = await cycle(none, { onRecord: (record) => records.push(record) });
    expect(held).toMatchObject({ disabled: 0, skipped: 6 });
    expect(records.map(({ provisioningAction }) => provisioningAction)).toEqual(Array(6).fill("stageddelete"));
    expect(held.quarantine).toContain("TooManyDeletes");
    expect((await peopleOf(own)).every(({ active }) => active)).toBe(true);
    expect(await cycle(none, { allowsDeletions: true })).toMatchObject({ disabled: 6, quarantine: null });
  });

  test("goes on where it was stopped: nobody is looked at twice, and no manager or member is forgotten", async () => {
    const { own, state, cycle } = await connect();
    const tenant = generateTenant(size);
    for (const phase of phases) {
      const stop = new AbortController();
      const stopped = cycle(tenant, {
        signal: stop.signal,
        onProgress: (progress) => progress.phase === phase && progress.done === 1 && stop.abort(new Error("Stopped.")),
      });
      await expect(stopped).rejects.toThrow("Stopped.");
    }
    const rest = await cycle(tenant);
    expect(rest).toMatchObject({ type: "initial", created: 0, failed: 0, quarantine: null });
    expect(rest.requests).toBeLessThan(10);
    expect(await peopleOf(own)).toHaveLength(size.users);
    expect(await membershipsOf(own)).toEqual(wantedMemberships(tenant));
    const withManager = (await peopleOf(own)).filter(({ attributes }) =>
      JSON.stringify(attributes).includes("manager"),
    );
    expect(withManager).toHaveLength(size.users - 1);
    expect(await cycle(tenant, { state: parseState(serializeState(state)) })).toMatchObject({ seen: 0, requests: 1 });
  });

  test("that was stopped after it had read a change writes its manager in the next", async () => {
    const { own, cycle } = await connect();
    const before = generateTenant({ users: 3, groups: 0 });
    await cycle(before);
    const [boss = "", first = "", second = ""] = [...before.users.keys()];
    const after = changed(before, second, (user) => ({
      ...withAttributes({ jobTitle: "Aide" })(user),
      manager: first,
    }));
    const stop = new AbortController();
    const stopped = cycle(after, { signal: stop.signal, onProgress: () => stop.abort(new Error("Stopped.")) });
    await expect(stopped).rejects.toThrow("Stopped.");
    expect(await cycle(after)).toMatchObject({ type: "incremental", seen: 1, updated: 1 });
    const people = new Map((await peopleOf(own)).map((person) => [person.userName, person]));
    expect(JSON.stringify(people.get(nameIn(after, second))?.attributes)).toContain(
      people.get(nameIn(after, first))?.id,
    );
    expect(nameIn(before, boss)).not.toBe("undefined");
  });

  test("after a restart adds all members again, and updates nobody where the server tells that they were there", async () => {
    const { own, cycle } = await connect();
    const tenant = generateTenant(size);
    const { requests } = await cycle(tenant);
    const again = await cycle(tenant, { state: freshState("scim.again") });
    expect(again).toMatchObject({ type: "initial", seen: 48, unchanged: 48, created: 0, updated: 0 });
    expect(again.requests).toBeLessThan(requests);
    const [member] = await db.member.findMany({ where: { directoryId: own.directory.id } });
    await db.member.deleteMany({ where: { memberId: member?.memberId ?? "" } });
    const groups = [...tenant.groups.values()].length;
    const { updated, unchanged } = await cycle(tenant, { state: freshState("scim.third") });
    expect([updated > 0, updated + unchanged]).toEqual([true, size.users + groups]);
  });

  test("remembers what it did in a state that survives as JSON", async () => {
    const { state, cycle } = await connect();
    const tenant = generateTenant({ users: 5, groups: 2 });
    await cycle(tenant);
    const restored = parseState(serializeState(state));
    expect(restored).toEqual(state);
    expect(await cycle(tenant, { state: restored })).toMatchObject({ seen: 0, requests: 1 });
  });
});
