import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { pool } from "@/lib/db/pool";
import { startDnsZone } from "@/lib/domains/__fixtures__/dns-zone";
import type { DnsZone } from "@/lib/domains/__fixtures__/dns-zone";
import { addAdmin, createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { addDomain, checkDomain, listDomains, removeDomain, setSubdomains, vouchForDomain } from "./domains";

let zone: DnsZone;
beforeAll(async () => {
  zone = await startDnsZone();
});
afterAll(() => zone.stop());

const unique = () => `${crypto.randomUUID()}.example`;
const notFound = { key: "errors.notFound" };
const fieldErrors = (errors: object) => ({ options: { fieldErrors: errors } });

describe("a domain", () => {
  test("starts pending, whatever its admin asks", async () => {
    const { owner } = await createTenant();
    expect(await addDomain(owner.scope, { name: unique() }, { verified: true })).toMatchObject({
      state: "pending",
      verifiedAt: null,
      vouched: false,
    });
  });

  test("is verified when the operator vouches for it, and DNS is never asked", async () => {
    const { scope } = await createTenant();
    const domain = await addDomain(scope, { name: unique() }, { verified: true });
    expect(domain).toMatchObject({ state: "verified", vouched: true, nextCheckAt: null });
    await checkDomain(scope, { domainId: domain.id }, { lookUp: zone.lookUp });
    expect(zone.timesAsked(domain.record.name)).toBe(0);
  });

  test("is registered once in an organization", async () => {
    const { owner } = await createTenant();
    const name = unique();
    await addDomain(owner.scope, { name });
    await expect(addDomain(owner.scope, { name })).rejects.toMatchObject(
      fieldErrors({ name: "validation.domainExists" }),
    );
  });

  test("is registered once also by two requests at once", async () => {
    const { owner } = await createTenant();
    const name = unique();
    const results = await Promise.allSettled([addDomain(owner.scope, { name }), addDomain(owner.scope, { name })]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: fieldErrors({ name: "validation.domainExists" }),
    });
  });

  test("of a free-mail provider is registered by nobody but the operator, who vouches for it", async () => {
    const { owner, scope } = await createTenant();
    const refused = fieldErrors({ name: "validation.freeMail" });
    await expect(addDomain(owner.scope, { name: "gmail.com" })).rejects.toMatchObject(refused);
    await expect(addDomain(owner.scope, { name: "gmail.com" }, { verified: true })).rejects.toMatchObject(refused);
    await expect(addDomain(scope, { name: "gmail.com" })).rejects.toMatchObject(refused);
    await expect(addDomain(scope, { name: "bt.com" }, { verified: true })).resolves.toMatchObject({ vouched: true });
  });

  test("is one of five hundred at the most: every cached credential carries them", async () => {
    const { owner, organization } = await createTenant();
    await pool.query(
      `INSERT INTO "Domain" ("organizationId", "id", "name", "challenge", "nextCheckAt")
       SELECT $1, gen_random_uuid(), 'd' || i || '.example', '', NULL FROM generate_series(1, 499) i`,
      [organization.id],
    );
    await addDomain(owner.scope, { name: unique() });
    await expect(addDomain(owner.scope, { name: unique() })).rejects.toMatchObject(
      fieldErrors({ name: "validation.domainsMany" }),
    );
  });

  test("is shown to people as they write it, and to DNS in ASCII", async () => {
    const { owner } = await createTenant();
    const name = `xn--bcher-kva.${unique()}`;
    expect(await addDomain(owner.scope, { name })).toMatchObject({
      name,
      unicodeName: name.replace("xn--bcher-kva", "bücher"),
      record: { name: `_muster.${name}` },
    });
  });

  test("of another organization is neither listed, looked at, changed nor removed, and its owner's still is", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const domain = await addDomain(theirs.owner.scope, { name: unique() });
    const domainId = domain.id;
    expect(await listDomains(mine.owner.scope)).toEqual([]);
    for (const attempt of [
      () => checkDomain(mine.owner.scope, { domainId }, { lookUp: zone.lookUp }),
      () => setSubdomains(mine.owner.scope, { domainId, coversSubdomains: true }),
      () => vouchForDomain(mine.scope, { domainId }),
      () => removeDomain(mine.owner.scope, { domainId }),
    ]) {
      await expect(attempt()).rejects.toMatchObject(notFound);
    }
    expect(zone.timesAsked(domain.record.name)).toBe(0);
    expect(await listDomains(theirs.owner.scope)).toEqual([domain]);
    await removeDomain(theirs.owner.scope, { domainId });
    expect(await listDomains(theirs.owner.scope)).toEqual([]);
  });

  test("is an auditor's to see only", async () => {
    const { scope } = await createTenant();
    const domain = await addDomain(scope, { name: unique() });
    const domainId = domain.id;
    const auditor = await addAdmin(scope, "auditor");
    expect(await listDomains(auditor.scope)).toEqual([domain]);
    for (const attempt of [
      () => addDomain(auditor.scope, { name: unique() }),
      () => checkDomain(auditor.scope, { domainId }, { lookUp: zone.lookUp }),
      () => setSubdomains(auditor.scope, { domainId, coversSubdomains: true }),
      () => removeDomain(auditor.scope, { domainId }),
    ]) {
      await expect(attempt()).rejects.toThrow(ForbiddenError);
    }
  });

  test("is vouched for by the operator alone", async () => {
    const { owner, scope } = await createTenant();
    const { id: domainId } = await addDomain(owner.scope, { name: unique() });
    await expect(vouchForDomain(owner.scope, { domainId })).rejects.toThrow(ForbiddenError);
    expect(await vouchForDomain(scope, { domainId })).toMatchObject({ state: "verified", vouched: true });
  });

  test("covers its subdomains once somebody says so; saying it again tells nothing", async () => {
    const { owner } = await createTenant();
    const { id: domainId } = await addDomain(owner.scope, { name: unique() });
    const change = { domainId, coversSubdomains: true };
    expect(await setSubdomains(owner.scope, change)).toMatchObject({ coversSubdomains: true });
    await setSubdomains(owner.scope, change);
    const told = (await listAuditEvents(owner.scope, { limit: 10 })).filter(
      ({ action }) => action === "domain.subdomains",
    );
    expect(told).toMatchObject([{ actor: owner.email, details: { coversSubdomains: true } }]);
  });
});

describe("a domain's proof", () => {
  test("is asked of DNS, shown as it was seen, and audited when it is there", async () => {
    const { owner } = await createTenant();
    const domain = await addDomain(owner.scope, { name: unique() });
    const look = (at: Date) => checkDomain(owner.scope, { domainId: domain.id }, { lookUp: zone.lookUp, at });
    const [first, second] = [new Date(), new Date(Date.now() + 60_000)];
    expect(await look(first)).toMatchObject({
      state: "pending",
      sighting: { kind: "nothing" },
      checkedAt: first,
      nextCheckAt: new Date(first.getTime() + 60_000),
    });
    zone.publish(domain.record);
    expect(await look(second)).toMatchObject({
      state: "verified",
      sighting: { kind: "found" },
      verifiedAt: second,
      seenAt: second,
    });
    const told = (await listAuditEvents(owner.scope, { limit: 10 })).filter(({ target }) => target === domain.name);
    expect(told.map(({ action, actor }) => [action, actor])).toEqual([
      ["domain.verify", owner.email],
      ["domain.create", owner.email],
    ]);
  });

  test("is another one in each organization, so that one's record proves nothing for the other", async () => {
    const [one, two] = [await createTenant(), await createTenant()];
    const name = unique();
    const [mine, theirs] = [await addDomain(one.owner.scope, { name }), await addDomain(two.owner.scope, { name })];
    expect(mine.record.name).toBe(theirs.record.name);
    zone.publish(theirs.record);
    const looked = await checkDomain(one.owner.scope, { domainId: mine.id }, { lookUp: zone.lookUp });
    expect(looked).toMatchObject({ state: "pending", sighting: { kind: "others", records: [theirs.record.value] } });
  });

  test("is not asked for again within two seconds, however often somebody presses", async () => {
    const { owner } = await createTenant();
    const domain = await addDomain(owner.scope, { name: unique() });
    const at = new Date();
    for (let press = 0; press < 3; press += 1) {
      await checkDomain(owner.scope, { domainId: domain.id }, { lookUp: zone.lookUp, at });
    }
    expect(zone.timesAsked(domain.record.name)).toBe(1);
  });
});

describe("a domain that two organizations registered", () => {
  async function registerTwice() {
    const tenants = [await createTenant(), await createTenant()] as const;
    const name = unique();
    const [one, two] = [
      { scope: tenants[0].owner.scope, domain: await addDomain(tenants[0].owner.scope, { name }) },
      { scope: tenants[1].owner.scope, domain: await addDomain(tenants[1].owner.scope, { name }) },
    ];
    zone.answer(one.domain.record.name, [one.domain.record.value, two.domain.record.value]);
    return { one, two, operators: [tenants[0].scope, tenants[1].scope] as const, name };
  }
  type Side = Awaited<ReturnType<typeof registerTwice>>["one"];
  const look = ({ scope, domain }: Side) => checkDomain(scope, { domainId: domain.id }, { lookUp: zone.lookUp });

  test("says nothing of the other's claim while it is no more than that", async () => {
    const { one, two } = await registerTwice();
    for (const { scope, domain } of [one, two]) {
      expect(await listDomains(scope)).toEqual([domain]);
      expect(domain).toMatchObject({ state: "pending", taken: false });
    }
  });

  test("has exactly one winner when both prove it at once", async () => {
    const { one, two } = await registerTwice();
    const states = (await Promise.all([look(one), look(two)])).map(({ state }) => state);
    expect(states.sort()).toEqual(["pending", "verified"]);
    const [mine] = await listDomains(one.scope);
    const [theirs] = await listDomains(two.scope);
    expect(mine?.taken).toBe(mine?.state === "pending");
    expect(theirs?.taken).toBe(theirs?.state === "pending");
  });

  test("goes to the second once the first has given it up", async () => {
    const { one, two } = await registerTwice();
    await look(one);
    expect(await look(two)).toMatchObject({ state: "pending", taken: true, sighting: { kind: "found" } });
    await removeDomain(one.scope, { domainId: one.domain.id });
    const later = new Date(Date.now() + 60_000);
    expect(await checkDomain(two.scope, { domainId: two.domain.id }, { lookUp: zone.lookUp, at: later })).toMatchObject(
      { state: "verified", taken: false },
    );
  });

  test("is vouched for once", async () => {
    const { one, two, operators } = await registerTwice();
    await vouchForDomain(operators[0], { domainId: one.domain.id });
    await expect(vouchForDomain(operators[1], { domainId: two.domain.id })).rejects.toMatchObject(
      fieldErrors({ domain: "validation.domainTaken" }),
    );
    const third = await createTenant();
    await expect(addDomain(third.scope, { name: one.domain.name }, { verified: true })).rejects.toMatchObject(
      fieldErrors({ name: "validation.domainTaken" }),
    );
  });
});
