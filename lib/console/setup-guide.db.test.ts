import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import type { Evidence } from "@/lib/applications/guide-steps";
import type { SetupProgress, Sighting } from "@/lib/applications/setup-progress";
import { ForbiddenError } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { eventQueue } from "@/lib/insight/event-queue";
import type { JsonObject } from "@/lib/scim/json";
import { addAdmin, createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { TenantOptions, UnattendedTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { listDirectories, setDirectoryEnabled, setDomainPolicy, setProvider } from "./directories";
import { addDomain } from "./domains";
import { createOAuthClient, revokeOAuthClient } from "./oauth-clients";
import { markStep, readSetupProgress, readSetupTroubles } from "./setup-guide";
import { revokeToken } from "./tokens";

const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
const guid = "0cf1a1b2-8d1e-4b8f-9a9b-1c1f3b5a7e10";

async function begin(options?: TenantOptions) {
  const tenant = await createUnattendedTenant(options);
  const call = scimClient(tenant.token.token);
  const person = async (name: string, more: JsonObject = {}) =>
    call<{ id: string }>("POST", "/Users", { schemas, userName: `${name}@contoso.com`, displayName: name, ...more });
  const switchOff = (id: string) =>
    call("PATCH", `/Users/${id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "Replace", path: "active", value: "False" }],
    });
  return { ...tenant, call, person, switchOff };
}

async function progressIn(tenant: UnattendedTenant): Promise<SetupProgress> {
  // As it is now, not as it was when the tenant was made.
  const directories = await listDirectories(tenant.scope);
  const progress = (await readSetupProgress(tenant.scope, directories)).get(tenant.directory.id);
  if (progress === undefined) throw new Error("the directory has no progress");
  return progress;
}

async function sightingIn(tenant: UnattendedTenant, kind: Evidence): Promise<Sighting | undefined> {
  const { steps } = await progressIn(tenant);
  return steps.flatMap(({ evidence }) => evidence).find((each) => each.kind === kind)?.sighting;
}

/** Milestones are written just after the answers. */
async function seen(tenant: UnattendedTenant, kind: Evidence): Promise<Sighting | undefined> {
  await expect.poll(() => sightingIn(tenant, kind)).toBeDefined();
  return sightingIn(tenant, kind);
}

describe("a step turns green by the request that it asks for", () => {
  test.each([
    ["Entra's search for somebody who does not exist", `/Users?filter=userName+eq+"${guid}"`],
    ["Okta's request for one person", "/Users?count=1&startIndex=1"],
    ["a request for one person without a start", "/Users?count=1"],
  ])("the connection test: %s", async (_name, path) => {
    const tenant = await begin();
    expect(await sightingIn(tenant, "testConnection")).toBeUndefined();
    expect((await tenant.call("GET", path)).status).toBe(200);
    expect((await seen(tenant, "testConnection"))?.at).toBeInstanceOf(Date);
  });

  test("reading a page of people is no connection test", async () => {
    const tenant = await begin();
    await tenant.call("GET", "/Users?count=1&startIndex=2");
    await tenant.call("GET", "/Users?count=100");
    await tenant.person("Ana");
    await seen(tenant, "person");
    expect(await sightingIn(tenant, "testConnection")).toBeUndefined();
  });

  test("first lookup, first person, first group, and the first who is switched off, each by name and log row", async () => {
    const tenant = await begin();
    await tenant.call("GET", '/Users?filter=userName+eq+"ana@contoso.com"');
    expect(await seen(tenant, "lookup")).toMatchObject({ name: "ana@contoso.com" });
    const { body: ana } = await tenant.person("Ana Pérez");
    await tenant.person("Bo");
    expect(await seen(tenant, "person")).toMatchObject({ name: "Ana Pérez", resourceId: ana.id });
    await tenant.call("POST", "/Groups", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      displayName: "Sales",
    });
    expect(await seen(tenant, "group")).toMatchObject({ name: "Sales" });
    await tenant.switchOff(ana.id);
    const leaver = await seen(tenant, "leaver");
    expect(leaver).toMatchObject({ name: "Ana Pérez", resourceId: ana.id });
    await eventQueue.flush();
    const row = await db.provisioningEvent.findFirst({
      where: { id: leaver?.eventId ?? "" },
      select: { action: true },
    });
    expect(row).toEqual({ action: "disable" });
  });

  test("the operations of a bulk request count as if they had come alone", async () => {
    const tenant = await begin();
    await tenant.call("POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [
        {
          method: "POST",
          path: "/Users",
          bulkId: "a",
          data: { schemas, userName: "ana@contoso.com", displayName: "Ana" },
        },
      ],
    });
    expect(await seen(tenant, "person")).toMatchObject({ name: "Ana" });
  });

  test("what was refused turns nothing green", async () => {
    const tenant = await begin({ application: "ipass-smartconnect" });
    expect((await tenant.person("Ana")).status).toBe(400);
    await addDomain(tenant.scope, { name: `${tenant.organization.slug}.example` }, { verified: true });
    const accepted = await tenant.person("Bo", { userName: `bo@${tenant.organization.slug}.example` });
    expect(accepted.status).toBe(201);
    expect(await seen(tenant, "person")).toMatchObject({ name: "Bo" });
  });

  test("everyone has begun with the third person, not with the second", async () => {
    const tenant = await begin();
    await tenant.person("Ana");
    await tenant.person("Bo");
    expect(await sightingIn(tenant, "people")).toBeUndefined();
    await tenant.person("Chen");
    expect(await sightingIn(tenant, "people")).toBeDefined();
  });
});

describe("what was seen once stays seen", () => {
  test("when the log no longer has it, and when the person is gone", async () => {
    const tenant = await begin();
    const { body: ana } = await tenant.person("Ana");
    await seen(tenant, "person");
    expect((await tenant.call("DELETE", `/Users/${ana.id}`)).status).toBe(204);
    await seen(tenant, "leaver");
    await eventQueue.flush();
    await db.provisioningEvent.deleteMany({ where: { directoryId: tenant.directory.id } });
    expect(await sightingIn(tenant, "person")).toMatchObject({ name: "Ana" });
    expect(await sightingIn(tenant, "leaver")).toMatchObject({ name: "Ana" });
  });

  test("the first keeps its place when others follow", async () => {
    const tenant = await begin();
    await tenant.person("Ana");
    const first = await seen(tenant, "person");
    await tenant.person("Bo");
    await eventQueue.flush();
    expect(await sightingIn(tenant, "person")).toEqual(first);
  });
});

describe("what must stay true is looked at anew", () => {
  test("a credential works: a token, or an OAuth client with a secret; neither once it is revoked", async () => {
    const tenant = await begin();
    expect(await sightingIn(tenant, "credential")).toMatchObject({ name: tenant.token.name });
    await revokeToken(tenant.scope, { tokenId: tenant.token.tokenId });
    expect(await sightingIn(tenant, "credential")).toBeUndefined();
    const client = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Entra" });
    expect(await sightingIn(tenant, "credential")).toMatchObject({ name: "Entra" });
    await db.oAuthSecret.updateMany({ where: { clientId: client.clientId }, data: { expiresAt: new Date(0) } });
    expect(await sightingIn(tenant, "credential")).toBeUndefined();
    await db.oAuthSecret.updateMany({ where: { clientId: client.clientId }, data: { expiresAt: null } });
    await revokeOAuthClient(tenant.scope, { clientId: client.clientId });
    expect(await sightingIn(tenant, "credential")).toBeUndefined();
  });

  test("RingCentral's service is on or off, and its provider the one of the guide", async () => {
    const tenant = await begin({ application: "ringcentral" });
    const { directory, scope } = tenant;
    expect(await sightingIn(tenant, "service")).toBeUndefined();
    await setDirectoryEnabled(scope, { directoryId: directory.id, enabled: true });
    expect(await sightingIn(tenant, "service")).toBeDefined();
    const okta = (await readSetupProgress(scope, [directory], "okta")).get(directory.id);
    expect(okta?.steps[0]).toMatchObject({ step: { id: "ringcentralProvider" }, state: "current" });
  });

  test("iPass has a domain once the policy accepts one", async () => {
    const tenant = await begin({ application: "ipass-smartconnect" });
    const { directory, scope, organization } = tenant;
    const name = `${organization.slug}.example`;
    expect(await sightingIn(tenant, "domain")).toBeUndefined();
    await addDomain({ ...scope, actor: (await addAdmin(scope, "owner")).scope.actor }, { name });
    expect(await sightingIn(tenant, "domain")).toEqual({ name });
    await setDomainPolicy(scope, { directoryId: directory.id, policy: "verified" });
    expect(await sightingIn(tenant, "domain")).toBeUndefined();
    await setDomainPolicy(scope, { directoryId: directory.id, policy: "off" });
    expect(await sightingIn(tenant, "domain")).toEqual({});
  });
});

describe("what keeps the setup from going on", () => {
  const troublesOf = (tenant: UnattendedTenant) =>
    readSetupTroubles({ ...tenant.scope, directoryId: tenant.directory.id }, tenant.directory);

  test("is the newest request, while it is a refused one", async () => {
    const tenant = await begin();
    expect(await troublesOf(tenant)).toEqual({ refusal: undefined, refusedDomains: [] });
    await tenant.call("GET", `/Users/${uuidv7()}`);
    expect((await troublesOf(tenant)).refusal).toMatchObject({ detail: expect.stringContaining("User") });
    await tenant.person("Ana");
    expect((await troublesOf(tenant)).refusal).toBeUndefined();
  });

  test("and the domains that people are refused for, until they are here", async () => {
    const tenant = await begin({ application: "ipass-smartconnect" });
    const name = `${tenant.organization.slug}.example`;
    for (const who of ["ana", "bo", "ana"]) await tenant.person(who, { userName: `${who}@${name}` });
    expect((await troublesOf(tenant)).refusedDomains).toEqual([{ domain: name, people: 2 }]);
    await addDomain(tenant.scope, { name }, { verified: true });
    for (const who of ["ana", "bo"]) await tenant.person(who, { userName: `${who}@${name}` });
    expect((await troublesOf(tenant)).refusedDomains).toEqual([]);
  });
});

describe("a step that somebody speaks for", () => {
  test("is done or skipped in their name, and audited; taken back, it is open again", async () => {
    const tenant = await createTenant({ application: "8x8" });
    const directoryId = tenant.directory.id;
    const stateOf = async () => (await progressIn(tenant)).steps[0];
    await markStep(tenant.owner.scope, { directoryId, step: "sso", mark: "skipped" });
    expect(await stateOf()).toMatchObject({ state: "skipped", mark: { by: tenant.owner.email, skipped: true } });
    await markStep(tenant.owner.scope, { directoryId, step: "sso", mark: "done" });
    expect(await stateOf()).toMatchObject({ state: "done", mark: { skipped: false } });
    await markStep(tenant.owner.scope, { directoryId, step: "sso", mark: null });
    expect(await stateOf()).toMatchObject({ state: "current", mark: undefined });
    const rows = await listAuditEvents(tenant.owner.scope, { limit: 3 });
    expect(rows.map(({ action, details }) => [action, details])).toEqual([
      ["guide.step", { step: "sso", mark: null }],
      ["guide.step", { step: "sso", mark: "done" }],
      ["guide.step", { step: "sso", mark: "skipped" }],
    ]);
  });

  test("is spoken for by no auditor, and in no other organization", async () => {
    const tenant = await createTenant();
    const stranger = await createTenant();
    const directoryId = tenant.directory.id;
    const auditor = await addAdmin(tenant.scope, "auditor");
    const input = { directoryId, step: "otherOpen", mark: "done" } as const;
    await expect(markStep(auditor.scope, input)).rejects.toThrow(ForbiddenError);
    await expect(markStep(stranger.owner.scope, input)).rejects.toMatchObject({ key: "errors.notFound" });
    expect(await db.guideMark.count({ where: { directoryId } })).toBe(0);
  });

  test("the marks of one organization are not another's", async () => {
    const tenant = await begin();
    await tenant.person("Ana");
    await seen(tenant, "person");
    const stranger = await createTenant();
    const progress = (await readSetupProgress(stranger.owner.scope, [tenant.directory])).get(tenant.directory.id);
    const found = progress?.steps.flatMap(({ evidence }) => evidence).filter(({ sighting }) => sighting);
    // What the caller gave itself, and nothing that is read.
    expect(found?.map(({ kind }) => kind)).toEqual([]);
  });
});

describe("the provider of a directory", () => {
  test("is changed, audited, and told once", async () => {
    const { owner, directory } = await createTenant();
    const set = () => setProvider(owner.scope, { directoryId: directory.id, provider: "okta" });
    expect(await set()).toMatchObject({ provider: "okta" });
    await set();
    expect((await listDirectories(owner.scope))[0]).toMatchObject({ provider: "okta" });
    const rows = await listAuditEvents(owner.scope, { limit: 10 });
    expect(rows.filter(({ action }) => action === "directory.provider").map(({ details }) => details)).toEqual([
      { from: "entra", to: "okta" },
    ]);
  });

  test("is changed by no auditor, and in no other organization", async () => {
    const tenant = await createTenant();
    const stranger = await createTenant();
    const auditor = await addAdmin(tenant.scope, "auditor");
    const input = { directoryId: tenant.directory.id, provider: "okta" } as const;
    await expect(setProvider(auditor.scope, input)).rejects.toThrow(ForbiddenError);
    await expect(setProvider(stranger.owner.scope, input)).rejects.toMatchObject({ key: "errors.notFound" });
    expect((await listDirectories(tenant.scope))[0]).toMatchObject({ provider: "entra" });
  });
});
