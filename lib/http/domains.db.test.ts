import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { DomainPolicy } from "@/lib/applications/domain-policy";
import { credentialCache } from "@/lib/auth/credential-cache";
import { setDirectoryEnabled, setDomainPolicy } from "@/lib/console/directories";
import { domainImpact, domainUsage } from "@/lib/console/domain-usage";
import { addDomain, removeDomain, setSubdomains } from "@/lib/console/domains";
import { listSuggestions } from "@/lib/console/refused-domains";
import { pool } from "@/lib/db/pool";
import { forgetRefusedUserNames } from "@/lib/db/refused-user-names";
import type { Json, JsonObject } from "@/lib/scim/json";
import { createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ListBody, ScimClient } from "./__fixtures__/scim-client";

let tenant: UnattendedTenant;
let call: ScimClient;
let own: string;

beforeEach(async () => {
  tenant = await createUnattendedTenant({ application: "ipass-smartconnect" });
  call = scimClient(tenant.token.token);
  own = `${tenant.organization.slug}.example`;
});

const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
const user = (userName: string, more: JsonObject = {}): Json => ({ schemas, userName, ...more });
const create = (userName: string, more?: JsonObject) => call<Body>("POST", "/Users", user(userName, more));
const rename = (id: string, userName: string) =>
  call<Body>("PATCH", `/Users/${id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "Replace", path: "userName", value: userName }],
  });
const policy = (value: DomainPolicy) =>
  setDomainPolicy(tenant.scope, { directoryId: tenant.directory.id, policy: value });

interface Body extends ListBody {
  readonly id: string;
}

describe("a userName outside the domains of its organization", () => {
  test("is refused on create, naming the domain and the remedy", async () => {
    const { status, body } = await create("ana@fabrikam.example");
    expect([status, body.scimType]).toEqual([400, "invalidValue"]);
    expect(body.detail).toMatch(
      /^userName "ana@fabrikam\.example" is not in a registered domain of Tenant \w+\. Register fabrikam\.example under Domains, or correct the mapping of userName\. \(MUSTER-D01\)/,
    );
  });

  test("is refused on rename by PATCH and by PUT, and the person stays as they were", async () => {
    await addDomain(tenant.scope, { name: own });
    const { body: ana } = await create(`ana@${own}`);
    expect((await rename(ana.id, "ana@fabrikam.example")).body.detail).toContain("Register fabrikam.example");
    const put = await call<Body>("PUT", `/Users/${ana.id}`, user("ana@fabrikam.example"));
    expect(put).toMatchObject({ status: 400, body: { scimType: "invalidValue" } });
    expect((await call<{ userName: string }>("GET", `/Users/${ana.id}`)).body.userName).toBe(`ana@${own}`);
  });

  test("is refused in a bulk request, operation by operation", async () => {
    await addDomain(tenant.scope, { name: own });
    const { body } = await call<{ Operations: { status: string }[] }>("POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [
        { method: "POST", path: "/Users", bulkId: "1", data: user(`ana@${own}`) },
        { method: "POST", path: "/Users", bulkId: "2", data: user("bo@fabrikam.example") },
      ],
    });
    expect(body.Operations.map(({ status }) => status)).toEqual(["201", "400"]);
    expect(await listSuggestions(tenant.scope)).toMatchObject([{ domain: "fabrikam.example", waiting: 1 }]);
  });

  test("does not keep what else is sent from a person who has it already", async () => {
    const { id } = await addDomain(tenant.scope, { name: own });
    const { body: ana } = await create(`ana@${own}`);
    await removeDomain(tenant.scope, { domainId: id });
    const title = await call("PUT", `/Users/${ana.id}`, user(`ANA@${own}`, { title: "CEO" }));
    expect(title.status).toBe(200);
  });

  test("is refused without a domain too, and nothing is suggested", async () => {
    for (const userName of ["ana", "ana@", "ana@not a domain"]) {
      expect((await create(userName)).body.detail).toContain("MUSTER-D03");
    }
    expect(await listSuggestions(tenant.scope)).toEqual([]);
  });

  test("below a registered domain is told both remedies, and accepted once the domain covers it", async () => {
    const { id } = await addDomain(tenant.scope, { name: own });
    expect((await create(`ana@eu.${own}`)).body.detail).toContain(
      `Register eu.${own} under Domains, let ${own} cover its subdomains there, or correct the mapping`,
    );
    await setSubdomains(tenant.scope, { domainId: id, coversSubdomains: true });
    expect((await create(`ana@eu.${own}`)).status).toBe(201);
    await setSubdomains(tenant.scope, { domainId: id, coversSubdomains: false });
    expect((await create(`bo@eu.${own}`)).status).toBe(400);
  });
});

describe("the policy of a directory", () => {
  test("off takes every userName, registered asks for a registered domain, verified for a verified one", async () => {
    await policy("off");
    expect((await create("ana")).status).toBe(201);
    await policy("verified");
    const { id } = await addDomain(tenant.scope, { name: own });
    expect((await create(`bo@${own}`)).body.detail).toMatch(/registered but not yet verified.*MUSTER-D02/);
    await policy("registered");
    expect((await create(`bo@${own}`)).status).toBe(201);
    await policy("verified");
    await pool.query(`UPDATE "Domain" SET "state" = 'failing' WHERE "id" = $1`, [id]);
    expect((await create(`chen@${own}`)).body.detail).toMatch(/whose TXT record is gone.*MUSTER-D02/);
    await pool.query(`UPDATE "Domain" SET "state" = 'verified' WHERE "id" = $1`, [id]);
    expect((await create(`chen@${own}`)).status).toBe(201);
  });

  test("registered does not let anybody into a domain that another organization has verified", async () => {
    const owner = await createUnattendedTenant();
    await addDomain(tenant.scope, { name: own });
    await addDomain(owner.scope, { name: own }, { verified: true });
    expect((await create(`ana@${own}`)).body.detail).toMatch(/another organization has verified.*MUSTER-D04/);
    expect(await listSuggestions(tenant.scope)).toMatchObject([{ verdict: { kind: "taken" } }]);
  });
});

describe("who was refused", () => {
  test("is counted once a person, however often they are retried, and named", async () => {
    for (const name of ["ana", "bo", "ana", "ANA"]) {
      await create(`${name}@fabrikam.example`, { displayName: `${name} Adams`, externalId: name.toLowerCase() });
    }
    const [suggestion, ...others] = await listSuggestions(tenant.scope);
    expect(others).toEqual([]);
    expect(suggestion).toMatchObject({
      domain: "fabrikam.example",
      directory: { id: tenant.directory.id },
      waiting: 2,
      arrived: 0,
      verdict: { kind: "unregistered" },
    });
    expect(suggestion?.people.map(({ displayName, refusals }) => [displayName, refusals])).toEqual([
      ["ANA Adams", 3],
      ["bo Adams", 1],
    ]);
  });

  test("arrives with the retry after the domain was registered, and the suggestion closes by itself", async () => {
    for (const name of ["ana", "bo"]) await create(`${name}@fabrikam.example`);
    await addDomain(tenant.scope, { name: "fabrikam.example" });
    expect(await listSuggestions(tenant.scope)).toMatchObject([{ waiting: 2, verdict: { kind: "accepted" } }]);
    expect((await create("ana@fabrikam.example")).status).toBe(201);
    expect(await listSuggestions(tenant.scope)).toMatchObject([{ waiting: 1, arrived: 1 }]);
    expect((await create("bo@fabrikam.example")).status).toBe(201);
    expect(await listSuggestions(tenant.scope)).toEqual([]);
  });

  test("arrives also by a corrected mapping, under another userName with the same externalId", async () => {
    await addDomain(tenant.scope, { name: own });
    await create("ana@fabrikam.example", { externalId: "ana" });
    await create(`ana@${own}`, { externalId: "ana" });
    expect(await listSuggestions(tenant.scope)).toEqual([]);
  });

  test("by a rename waits under the new name, and is forgotten when the person is gone", async () => {
    await addDomain(tenant.scope, { name: own });
    const [ana, bo] = [await create(`ana@${own}`, { externalId: "ana" }), await create(`bo@${own}`)];
    await rename(ana.body.id, "ana@fabrikam.example");
    await rename(bo.body.id, "bo@fabrikam.example");
    expect((await listSuggestions(tenant.scope))[0]?.people.map(({ userName }) => userName)).toEqual([
      "bo@fabrikam.example",
      "ana@fabrikam.example",
    ]);
    await call("DELETE", `/Users/${bo.body.id}`);
    expect(await listSuggestions(tenant.scope)).toMatchObject([{ waiting: 1 }]);
    await addDomain(tenant.scope, { name: "fabrikam.example" });
    expect((await rename(ana.body.id, "ana@fabrikam.example")).status).toBe(200);
    expect(await listSuggestions(tenant.scope)).toEqual([]);
  });

  test("is nobody's business in another organization", async () => {
    await create("ana@fabrikam.example");
    const other = await createTenant({ application: "ipass-smartconnect" });
    expect(await listSuggestions(other.owner.scope)).toEqual([]);
    expect(await listSuggestions(tenant.scope)).toHaveLength(1);
  });

  test("is forgotten a month after the last refusal, and when they have arrived", async () => {
    await create("ana@fabrikam.example");
    await create("bo@fabrikam.example");
    await pool.query(`UPDATE "RefusedUserName" SET "lastAt" = now() - interval '31 days' WHERE "userNameKey" = $1`, [
      "ana@fabrikam.example",
    ]);
    expect(await listSuggestions(tenant.scope)).toMatchObject([{ waiting: 1 }]);
    await addDomain(tenant.scope, { name: "fabrikam.example" });
    await create("bo@fabrikam.example");
    await forgetRefusedUserNames(new Date(Date.now() - 30 * 24 * 60 * 60 * 1000));
    const { rows } = await pool.query(`SELECT 1 FROM "RefusedUserName" WHERE "directoryId" = $1`, [
      tenant.directory.id,
    ]);
    expect(rows).toEqual([]);
  });

  test.each([
    ["ana@gmail.com", "freeMail"],
    ["ana@co.uk", "notADomain"],
    ["ana@10.0.0.1", "notADomain"],
    ["ana@eu.fabrikam.example", undefined],
  ])("%s: what stands in the way of registering its domain is %s", async (userName, obstacle) => {
    await create(userName);
    expect((await listSuggestions(tenant.scope)).map((one) => one.obstacle)).toEqual([obstacle]);
  });

  test("has their refusal in the log all the same", async () => {
    await create("ana@fabrikam.example", { displayName: "Ana" });
    const { rows } = await pool.query<{ id: string }>(
      `SELECT "id" FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "code" = 'MUSTER-D01'`,
      [tenant.directory.id],
    );
    expect((await listSuggestions(tenant.scope))[0]?.people.map(({ eventId }) => eventId)).toEqual(
      rows.map(({ id }) => id),
    );
  });
});

describe("whose userNames are in a domain", () => {
  test("is counted by directory, in every way a name can be written, subdomains where they are covered", async () => {
    await policy("off");
    const domain = await addDomain(tenant.scope, { name: "xn--bcher-kva.example", coversSubdomains: true });
    const names = ["a@bücher.example", "b@XN--BCHER-KVA.example", "c@eu.bücher.example", "d@fabrikam.example", "e"];
    for (const name of names) await create(name);
    const disabled = await create("f@bücher.example", { active: false });
    expect(disabled.status).toBe(201);
    const { byDomain, outside } = await domainUsage(tenant.scope);
    expect(byDomain.get(domain.id)).toMatchObject([{ directory: { id: tenant.directory.id }, active: 3, total: 4 }]);
    expect(outside.get(tenant.directory.id)).toEqual({ off: 0, registered: 2, verified: 6 });
    expect(await domainImpact(tenant.scope, domain.id)).toEqual({ active: 3, asking: [] });
    await policy("registered");
    expect(await domainImpact(tenant.scope, domain.id)).toMatchObject({ asking: [{ id: tenant.directory.id }] });
  });
});

describe("while credentials are cached", () => {
  beforeAll(() => credentialCache.start());
  afterAll(() => credentialCache.stop());
  const soon = (userName: string, status: number) =>
    expect.poll(async () => (await create(userName)).status, { interval: 20 }).toBe(status);

  test("a domain that was registered, verified elsewhere or given up is known for the next request", async () => {
    const owner = await createUnattendedTenant();
    expect((await create(`a@${own}`)).status).toBe(400);
    await addDomain(tenant.scope, { name: own });
    await soon(`a@${own}`, 201);
    const { id } = await addDomain(owner.scope, { name: own }, { verified: true });
    await expect.poll(async () => (await create(`${crypto.randomUUID()}@${own}`)).status).toBe(400);
    await removeDomain(owner.scope, { domainId: id });
    await soon(`b@${own}`, 201);
  });

  test("an accepted create is still one statement", async () => {
    await addDomain(tenant.scope, { name: own });
    const query = vi.spyOn(Client.prototype, "query");
    // The first ones may still have to read the credential again, as the registration was just heard of.
    await expect
      .poll(async () => {
        query.mockClear();
        expect((await create(`${crypto.randomUUID()}@${own}`)).status).toBe(201);
        return query.mock.calls;
      })
      .toMatchObject([[{ text: expect.stringContaining('INSERT INTO "User"') }]]);
    query.mockRestore();
  });

  test("a directory that is off remembers nobody", async () => {
    await setDirectoryEnabled(tenant.scope, { directoryId: tenant.directory.id, enabled: false });
    await create("ana@fabrikam.example");
    expect(await listSuggestions(tenant.scope)).toEqual([]);
  });
});
