import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { claimTrialRuns } from "@/lib/db/trial-runs";
import { serve, stopServersAfterAll } from "@/lib/entra/__fixtures__/broken-servers";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { handleScimNode, shutdownScim, startScim } from "@/lib/http/node-door";
import type { StartRehearsalInput } from "@/lib/inputs/rehearsal";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant, TenantOptions } from "@/prisma/factories";
import { addDomain } from "./domains";
import { listSuggestions } from "./refused-domains";
import { groupsOf } from "./rehearsal-report";
import { listRehearsals, readRehearsalReport, readRehearsedObjects, startRehearsal } from "./rehearsals";
import { cancelTrialRun } from "./trial-runs";
import { startTrialRuns, sweepSandboxes } from "./trial-schedule";

stopServersAfterAll();

let origin = "";
beforeAll(async () => {
  await startScim();
  origin = await serve((request, response) => void handleScimNode(request, response));
});
afterAll(() => shutdownScim());
afterEach(() => db.trialRun.deleteMany());

/** Carries out what waits, and no more: a schedule that went on would take by itself what a test has just begun. */
async function carryOut(): Promise<void> {
  const schedule = startTrialRuns(origin);
  await schedule.tick();
  await schedule.stop();
}

const own = (text: string): StartRehearsalInput["people"] => ({ kind: "file", name: "people.csv", text });
const company: StartRehearsalInput["people"] = { kind: "company", people: 25 };

interface Actor {
  readonly tenant: Tenant;
  readonly scope?: Tenant["scope"];
}

const start = (
  { tenant, scope = tenant.owner.scope }: Actor,
  people: StartRehearsalInput["people"] = company,
  isCompliant = false,
) => startRehearsal(scope, { directoryId: tenant.directory.id, isCompliant, people });
const scopeOf = (tenant: Tenant) => ({ ...tenant.owner.scope, directoryId: tenant.directory.id });

/** Starts a rehearsal, has it carried out, and reads what it found. */
async function rehearse(tenant: Tenant, people: StartRehearsalInput["people"] = company, isCompliant = false) {
  const started = await start({ tenant }, people, isCompliant);
  if (started.kind !== "started") throw new Error("the file was refused");
  await carryOut();
  const report = await readRehearsalReport(scopeOf(tenant), started.runId);
  if (report === undefined) throw new Error("there is no report");
  return { runId: started.runId, report, objects: await readRehearsedObjects(scopeOf(tenant), started.runId) };
}

/** A text that contains this, where the matchers' own type says too little. */
const containing = (text: string): unknown => expect.stringContaining(text);

const iPass = (options: TenantOptions = {}) => createTenant({ application: "ipass-smartconnect", ...options });
const payloads = () => db.trialRun.count({ where: { payload: { not: null } } });
const person = (userName: string, more: Record<string, unknown> = {}) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName,
  ...more,
});

describe("a rehearsal with a made-up company", () => {
  test.each([
    ["generic", false],
    ["8x8", true],
    ["ringcentral", false],
  ] as const)("against %s (compliant: %s) tells of everybody", async (application, isCompliant) => {
    const tenant = await createTenant({ application });
    const { report, objects } = await rehearse(tenant, company, isCompliant);
    const { created, skipped, refused } = report.users;
    expect(created + skipped + refused).toBe(25);
    expect(objects).toHaveLength(25 + 9);
    expect(report).toMatchObject({ stopped: null, peopleBefore: 0, groups: { created: 7, skipped: 1 } });
    expect(
      groupsOf(objects, "skipped")
        .map(({ reason }) => reason)
        .sort(),
    ).toEqual(["defaultAccess", "disabled", "groupNotAssigned", "notAssigned"]);
    expect(
      groupsOf(objects, "refused")
        .map(({ reason }) => reason)
        .sort(),
    ).toEqual(["DuplicateSourceEntries", "MUSTER-A01"]);
    expect(report.memberships).toBeGreaterThan(10);
  });

  test("leaves the directory, its log and its domains as they were, and nothing of the sandbox", async () => {
    const tenant = await iPass();
    const { report } = await rehearse(tenant);
    expect(report.users.refused).toBeGreaterThan(15);
    const of = { directoryId: tenant.directory.id };
    expect(await db.user.count({ where: of })).toBe(0);
    expect(await db.provisioningEvent.count({ where: of })).toBe(0);
    expect(await listSuggestions(tenant.owner.scope)).toEqual([]);
    await sweepSandboxes();
    expect(await db.directory.count({ where: { sandboxOf: tenant.directory.id } })).toBe(0);
  });

  test("has its people in the domains that the directory accepts", async () => {
    const tenant = await iPass();
    const name = `${tenant.organization.slug}.example`;
    await addDomain(tenant.owner.scope, { name });
    const { report, objects } = await rehearse(tenant);
    expect(report.users.created).toBeGreaterThan(12);
    const [refused] = groupsOf(objects, "refused").filter(({ reason }) => reason === "MUSTER-D01");
    expect(refused?.objects.map(({ userName }) => userName?.split("@")[1]).sort()).toEqual([
      "contoso.onmicrosoft.com",
      "fabrikam.com",
    ]);
    expect(report.example?.values).toContainEqual({
      path: "userName",
      value: containing(`@${name}`),
    });
  });
});

describe("a rehearsal with one's own people", () => {
  test("tells who is refused and how that is mended, and, once it is, who arrives", async () => {
    const tenant = await iPass();
    const domain = `fabrikam-${tenant.organization.slug}.example`;
    const csv = `userPrincipalName,displayName,accountEnabled\nana@${domain},Ana,True\nbo@${domain},Bo,False`;
    const { objects } = await rehearse(tenant, own(csv));
    expect(objects).toEqual([
      {
        kind: "user",
        name: "Ana",
        userName: `ana@${domain}`,
        outcome: "refused",
        reason: "MUSTER-D01",
        detail: containing(`Register ${domain} under Domains`),
        flaws: [],
      },
      expect.objectContaining({ name: "Bo", outcome: "skipped", reason: "disabled" }),
    ]);
    await addDomain(tenant.owner.scope, { name: domain });
    const { report } = await rehearse(tenant, own(csv));
    expect(report.users).toMatchObject({ created: 1, skipped: 1, refused: 0 });
  });

  test("matches who is in the directory already, changes them in the copy alone, and tells it", async () => {
    const tenant = await createTenant({ application: "ringcentral" });
    const call = scimClient(tenant.token.token);
    for (const name of ["ana", "bo", "chen"]) {
      await db.directory.update({ where: { id: tenant.directory.id }, data: { enabled: true } });
      const made = await call(
        "POST",
        "/Users",
        person(`${name}@contoso.example`, { displayName: name, externalId: name }),
      );
      expect(made.status).toBe(201);
    }
    const csv = [
      "userPrincipalName;displayName;accountEnabled;manager",
      "ana@contoso.example;ana;true;dora@contoso.example",
      "bo@contoso.example;Bo Berg;true;",
      "chen@contoso.example;chen;false;",
      "dora@contoso.example;Dora;true;bo@contoso.example",
    ].join("\n");
    const { report, objects } = await rehearse(tenant, own(csv));
    expect(Object.fromEntries(objects.map(({ userName, outcome }) => [userName?.split("@")[0], outcome]))).toEqual({
      ana: "updated",
      bo: "updated",
      chen: "disabled",
      dora: "created",
    });
    expect(report).toMatchObject({ peopleBefore: 3, users: { created: 1, updated: 2, disabled: 1 } });
    expect(await db.user.findMany({ where: { directoryId: tenant.directory.id, version: { gt: 1 } } })).toEqual([]);
  });

  test("shows the first person as the application would hold them, with the name of their manager", async () => {
    const tenant = await createTenant({ application: "ringcentral" });
    const csv =
      "userPrincipalName,displayName,givenName,surname,mail,manager\nana@c.example,Ana P,Ana,P,ana@c.example,bo@c.example\nbo@c.example,Bo,,,,";
    const { report } = await rehearse(tenant, own(csv), true);
    expect(report.example).toMatchObject({
      name: "Ana P",
      values: [
        { path: "userName", value: "ana@c.example" },
        { path: "externalId", value: "ana" },
        { path: "active", value: "True" },
        { path: "displayName", value: "Ana P" },
        { path: 'emails[type eq "work"].value', value: "ana@c.example" },
        { path: "name.givenName", value: "Ana" },
        { path: "name.familyName", value: "P" },
        { path: containing(":manager"), value: "Bo" },
      ],
    });
  });

  test("has a name that cannot be stored refused, and is told of it nevertheless", async () => {
    const tenant = await createTenant();
    const { objects } = await rehearse(tenant, own("userPrincipalName,displayName\nana@c.example,An\u0000a"));
    expect(objects).toMatchObject([{ name: "An\uFFFDa", outcome: "refused", reason: "MUSTER-A01" }]);
  });

  test("forgets the people, however it ends", async () => {
    const tenant = await createTenant();
    const csv = own("userPrincipalName\nana@contoso.example");
    await start({ tenant }, csv);
    expect(await payloads()).toBe(1);
    expect(JSON.stringify(await listRehearsals(scopeOf(tenant)))).not.toContain("ana@");
    await carryOut();
    expect(await payloads()).toBe(0);

    const cancelled = await start({ tenant }, csv);
    const runId = cancelled.kind === "started" ? cancelled.runId : "";
    await cancelTrialRun(tenant.owner.scope, { directoryId: tenant.directory.id, runId });
    expect(await payloads()).toBe(0);

    await start({ tenant }, csv);
    await claimTrialRuns(new Date(0), 10);
    await sweepSandboxes();
    expect((await listRehearsals(scopeOf(tenant))).map(({ state }) => state)).toEqual(["lost", "cancelled", "done"]);
    expect(await payloads()).toBe(0);
  });

  test("is not begun with a file that is wrong: its faults are told, the first fifty and how many there are", async () => {
    const tenant = await createTenant();
    const lines = Array.from({ length: 80 }, (_, index) => `p${index}@c.example,perhaps`);
    const result = await start({ tenant }, own(["userPrincipalName,accountEnabled", ...lines].join("\n")));
    expect(result).toMatchObject({ kind: "faults", total: 80 });
    expect(result.kind === "faults" && result.faults).toHaveLength(50);
    expect(await db.trialRun.count()).toBe(0);
  });
});

describe("a rehearsal is refused", () => {
  test("to another organization, as if the directory were not there", async () => {
    const [tenant, stranger] = [await createTenant(), await createTenant()];
    await expect(start({ tenant, scope: stranger.owner.scope })).rejects.toMatchObject({ key: "errors.notFound" });
    const { runId } = await rehearse(tenant);
    const foreign = { ...stranger.owner.scope, directoryId: tenant.directory.id };
    expect(await readRehearsalReport(foreign, runId)).toBeUndefined();
    expect(await readRehearsedObjects(foreign, runId)).toEqual([]);
    expect(await listRehearsals(foreign)).toEqual([]);
  });

  test("to an auditor, who may read it", async () => {
    const tenant = await createTenant();
    const auditor = await addAdmin(tenant.scope, "auditor");
    await expect(start({ tenant, scope: auditor.scope })).rejects.toBeInstanceOf(ForbiddenError);
    const { runId } = await rehearse(tenant);
    const scope = { ...auditor.scope, directoryId: tenant.directory.id };
    expect(await readRehearsalReport(scope, runId)).toMatchObject({ stopped: null });
  });

  test("while another run on a copy of the directory is under way", async () => {
    const tenant = await createTenant();
    await start({ tenant });
    await expect(start({ tenant })).rejects.toMatchObject({ key: "errors.trialRunning" });
  });
});
