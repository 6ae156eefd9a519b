import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listUntoldTrips } from "@/lib/db/deprovision-brake";
import { db } from "@/lib/db/client";
import { claimTrialRuns, recordProgress } from "@/lib/db/trial-runs";
import type { TakenRun } from "@/lib/db/trial-runs";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { shutdownScim, startScim } from "@/lib/http/node-door";
import { eventQueue } from "@/lib/insight/event-queue";
import type { DirectoryScope } from "@/lib/auth/scope";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { findDirectory, listDirectories, setDomainPolicy } from "./directories";
import { domainUsage } from "./domain-usage";
import { listEndingCredentials } from "./ending-credentials";
import { listOrganizations } from "./organizations";
import { summarizeDirectories } from "./overview";
import { listSuggestions } from "./refused-domains";
import { makeSandbox, sandboxLimits } from "./sandbox";
import { sweepSandboxes } from "./trial-schedule";
import { startTrialRun } from "./trial-runs";

beforeAll(() => startScim());
afterAll(() => shutdownScim());

const userSchemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
const groupSchemas = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
const inMs = (ms: number) => new Date(Date.now() + ms);

interface Body {
  readonly id: string;
  readonly totalResults: number;
  readonly detail: string;
  readonly Resources: readonly { readonly id: string; readonly userName: string }[];
}

const scopeOf = ({ scope, directory }: UnattendedTenant): DirectoryScope => ({ ...scope, directoryId: directory.id });

/** A run of the tenant's directory that a process has taken, and its sandbox. */
async function sandboxOf(tenant: UnattendedTenant, options = { withPeople: false, withoutPolicies: false }) {
  const scope = scopeOf(tenant);
  const id = await startTrialRun(tenant.scope, { directoryId: scope.directoryId, kind: "conformance" });
  const taken = await claimTrialRuns(inMs(60_000), 100);
  const run = taken.find((one) => one.id === id);
  if (run === undefined) throw new Error("the run was not taken");
  const sandbox = await makeSandbox(scope, run, options);
  return { run, sandbox, call: scimClient(sandbox.token) };
}

const lose = ({ id }: TakenRun) => db.trialRun.updateMany({ where: { id }, data: { leaseUntil: new Date(0) } });

/** What is left of a directory anywhere, by table. */
async function leftOf(directoryId: string): Promise<string[]> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT c."table_name" AS "name" FROM information_schema.columns c
    JOIN information_schema.tables t USING ("table_schema", "table_name")
    WHERE c."table_schema" = 'public' AND c."column_name" = 'directoryId' AND t."table_type" = 'BASE TABLE'`;
  const left: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM "${name}" WHERE "directoryId" = $1::uuid LIMIT 1`,
      directoryId,
    );
    if (rows.length > 0) left.push(name);
  }
  if ((await db.directory.count({ where: { id: directoryId } })) > 0) left.push("Directory");
  return left;
}

describe("a sandbox", () => {
  test("is a directory of its own: what its token writes is not in the origin, and the origin's token does not see it", async () => {
    const tenant = await createUnattendedTenant();
    const { call } = await sandboxOf(tenant);
    await call("POST", "/Users", { schemas: userSchemas, userName: "ana@contoso.example" });
    expect((await call<Body>("GET", "/Users")).body.totalResults).toBe(1);
    expect((await scimClient(tenant.token.token)<Body>("GET", "/Users")).body.totalResults).toBe(0);
  });

  test("has people, groups and memberships of its origin under their own ids, findable by every attribute", async () => {
    const tenant = await createUnattendedTenant();
    const origin = scimClient(tenant.token.token);
    const create = async (userName: string, title: string) =>
      (await origin<Body>("POST", "/Users", { schemas: userSchemas, userName, title, externalId: userName })).body.id;
    const [ana, bo] = [await create("ana@contoso.example", "CEO"), await create("bo@contoso.example", "CFO")];
    const inner = await origin<Body>("POST", "/Groups", {
      schemas: groupSchemas,
      displayName: "Inner",
      members: [{ value: bo }],
    });
    await origin("POST", "/Groups", {
      schemas: groupSchemas,
      displayName: "All",
      members: [{ value: ana }, { value: inner.body.id }],
    });
    const { call } = await sandboxOf(tenant, { withPeople: true, withoutPolicies: false });
    for (const path of ["/Users", "/Groups", `/Users/${ana}`, `/Groups/${inner.body.id}`]) {
      expect((await call("GET", path)).body).toEqual((await origin("GET", path)).body);
    }
    const found = await call<Body>("GET", `/Users?filter=${encodeURIComponent('title eq "ceo"')}`);
    expect(found.body.Resources.map(({ id }) => id)).toEqual([ana]);
    expect((await call("DELETE", `/Users/${ana}`)).status).toBe(204);
    expect((await origin("GET", `/Users/${ana}`)).status).toBe(200);
  });

  test("is made while its run tells how far it is", async () => {
    const tenant = await createUnattendedTenant();
    await scimClient(tenant.token.token)("POST", "/Users", { schemas: userSchemas, userName: "ana@contoso.example" });
    const { run } = await sandboxOf(tenant);
    const beat = () => recordProgress(run, { phase: "", done: 0, total: 0 }, inMs(60_000));
    for (let round = 0; round < 5; round += 1) {
      const made = makeSandbox(scopeOf(tenant), run, { withPeople: true, withoutPolicies: false });
      const beats = await Promise.all(Array.from({ length: 20 }, beat));
      expect(new Set(beats)).toEqual(new Set(["go on"]));
      expect((await scimClient((await made).token)<Body>("GET", "/Users")).body.totalResults).toBe(1);
    }
  });

  test("is refused for a directory that has more than a copy may hold, and nothing of it stays", async () => {
    const tenant = await createUnattendedTenant();
    const scope = scopeOf(tenant);
    await db.$executeRaw`INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "attributes",
        "search", "created", "lastModified")
      SELECT ${scope.directoryId}::uuid, gen_random_uuid(), ${scope.organizationId}::uuid, n::text, n::text, '{}', '{}', now(), now()
      FROM generate_series(0, ${sandboxLimits.peopleAndGroups}::int) n`;
    await expect(startTrialRun(scope, { directoryId: scope.directoryId, kind: "rehearsal" })).rejects.toMatchObject({
      key: "errors.sandboxTooLarge",
    });
    await expect(sandboxOf(tenant, { withPeople: true, withoutPolicies: false })).rejects.toMatchObject({
      key: "errors.sandboxTooLarge",
    });
    expect(await db.directory.count({ where: { sandboxOf: scope.directoryId } })).toBe(0);
    await db.user.deleteMany({ where: { directoryId: scope.directoryId } });
  });

  test("is in no list, count, page or reminder, and its refusals are suggested to nobody", async () => {
    const tenant = await createUnattendedTenant({ application: "ipass-smartconnect" });
    const { scope } = tenant;
    await setDomainPolicy(scope, { directoryId: tenant.directory.id, policy: "registered" });
    const { sandbox, call } = await sandboxOf(tenant);
    expect((await call("POST", "/Users", { schemas: userSchemas, userName: "ana@nowhere.example" })).status).toBe(400);
    const settings = { domainPolicy: "off", brake: { least: 1, percent: 0, hours: 1 } };
    await db.directory.update({ where: { id: sandbox.scope.directoryId }, data: { settings } });
    // The change is heard by notification; ask until it is.
    const made: string[] = [];
    await expect
      .poll(async () => {
        const name = `p${made.length}@nowhere.example`;
        const { status, body } = await call<Body>("POST", "/Users", { schemas: userSchemas, userName: name });
        if (status === 201) made.push(body.id);
        return made.length;
      })
      .toBeGreaterThan(2);
    for (const id of made) await call("DELETE", `/Users/${id}`);
    await eventQueue.flush();
    const { directoryId } = sandbox.scope;
    expect(await db.deprovisionBrake.findFirst({ where: { directoryId, trippedAt: { not: null } } })).not.toBeNull();
    expect((await listUntoldTrips(inMs(60_000))).map((one) => one.directoryId)).not.toContain(directoryId);
    expect((await listDirectories(scope)).map(({ id }) => id)).toEqual([tenant.directory.id]);
    const { slug } = await db.directory.findFirstOrThrow({ where: { id: directoryId } });
    expect(await findDirectory(scope, slug)).toBeUndefined();
    expect(await summarizeDirectories(scope)).toHaveLength(1);
    expect((await listOrganizations()).find(({ id }) => id === scope.organizationId)?.directories).toBe(1);
    expect(await listSuggestions(scope)).toEqual([]);
    expect(await listEndingCredentials(scope)).toEqual([]);
    expect([...(await domainUsage(scope)).outside.keys()]).toEqual([tenant.directory.id]);
    expect(await db.guideMark.count({ where: { directoryId } })).toBe(0);
    expect(await db.refusedUserName.count({ where: { directoryId } })).toBe(0);
  });

  test("refuses its token once its time is over", async () => {
    const { sandbox, call } = await sandboxOf(await createUnattendedTenant());
    const { directoryId } = sandbox.scope;
    await db.token.updateMany({ where: { directoryId }, data: { expiresAt: new Date(0) } });
    await expect.poll(async () => (await call("GET", "/Users")).status).toBe(401);
  });
});

describe("the sweep", () => {
  test("leaves alone the sandbox of a run that is carried out", async () => {
    const { sandbox, call } = await sandboxOf(await createUnattendedTenant());
    await sweepSandboxes();
    expect((await call("GET", "/Users")).status).toBe(200);
    expect(await leftOf(sandbox.scope.directoryId)).toContain("Directory");
  });

  test("removes a sandbox whose process died, with everything in it, also what its log writes late", async () => {
    const tenant = await createUnattendedTenant();
    const { run, sandbox, call } = await sandboxOf(tenant);
    const { directoryId } = sandbox.scope;
    const { body } = await call<Body>("POST", "/Users", { schemas: userSchemas, userName: "ana@contoso.example" });
    await call("POST", "/Groups", { schemas: groupSchemas, displayName: "All", members: [{ value: body.id }] });
    await call("DELETE", `/Users/${body.id}`);
    await call("GET", "/Users");
    await eventQueue.flush();
    expect(await leftOf(directoryId)).toEqual(
      expect.arrayContaining(["Directory", "ProvisioningEvent", "Token", "Group", "DeletedUser"]),
    );
    await lose(run);
    await sweepSandboxes();
    expect(await leftOf(directoryId)).toEqual([]);
    expect(await db.trialRun.findFirst({ where: { id: run.id } })).toMatchObject({ state: "lost", report: null });
    // Heard by notification; ask until it is.
    await expect.poll(async () => (await call("GET", "/Users")).status).toBe(401);
    await eventQueue.flush();

    await db.$executeRaw`INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action",
        "status", "httpStatus", "method", "path")
      VALUES (${directoryId}::uuid, ${run.id}::uuid, ${tenant.scope.organizationId}::uuid, now(), 1, 'read', 'success', 200, 'GET', '/')`;
    await sweepSandboxes(inMs(2 * 60_000));
    expect(await leftOf(directoryId)).toEqual([]);
    expect(await db.trialRun.findFirst({ where: { id: run.id } })).toMatchObject({ sandboxId: null });
  });

  test("removes a sandbox whose time is over, and never a directory", async () => {
    const tenant = await createUnattendedTenant();
    const { sandbox } = await sandboxOf(tenant);
    await sweepSandboxes(inMs(2 * 60 * 60_000));
    expect(await leftOf(sandbox.scope.directoryId)).toEqual([]);
    expect((await listDirectories(tenant.scope)).length).toBe(1);
  });
});
