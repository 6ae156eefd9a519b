import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { releaseBrake, setBrake } from "@/lib/console/deprovision-brake";
import { pool } from "@/lib/db/pool";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody } from "@/lib/http/__fixtures__/scim-client";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { tellOfTrippedBrakes } from "./brake-alert";
import { channelsOf } from "./channels";
import { deliverDue } from "./outbox";

let inbox: SmtpInbox;
let tenant: Tenant;

beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  // What other tests wrote is due at any time, and so are brakes that they tripped.
  await pool.query(`DELETE FROM "OutboxMessage"`);
  await pool.query(`UPDATE "DeprovisionBrake" SET "toldAt" = now() + interval '1 year' WHERE "trippedAt" IS NOT NULL`);
  tenant = await createTenant();
});

const place = () => ({ directoryId: tenant.directory.id });
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** The first leaves freely, the other two are held. */
async function trip(prefix = "user") {
  await setBrake(tenant.scope, { ...place(), kind: "on", least: 1, percent: 0, hours: 24 });
  const call = scimClient(tenant.token.token);
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
  for (const name of ["ana", "bo", "chen"]) {
    const userName = `${prefix}-${name}`;
    const { body } = await call<ListBody & { id: string }>("POST", "/Users", { schemas, userName });
    await call("DELETE", `/Users/${body.id}`);
  }
}

async function arrived() {
  const before = inbox.received.length;
  await deliverDue(channelsOf(inbox.settings), { clock: () => later(5) });
  return inbox.received.slice(before);
}

test("that the brake holds is told once, a minute later, to owners and admins, with the link where it is decided", async () => {
  const admin = await addAdmin(tenant.scope, "admin");
  await addAdmin(tenant.scope, "auditor");
  await trip();
  expect(await tellOfTrippedBrakes(new Date())).toBe(0);
  const counts = await Promise.all([tellOfTrippedBrakes(later(2)), tellOfTrippedBrakes(later(2))]);
  expect(counts.toSorted()).toEqual([0, 2]);
  const mails = await arrived();
  expect(mails.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(
    [tenant.owner.email, admin.email].toSorted(),
  );
  const [mail] = mails;
  expect(mail?.subject).toBe("generic: deprovisioning is held, 2 people wait for your decision");
  expect(mail?.text).toContain(`/o/${tenant.organization.slug}/d/generic/deprovisioning`);
  expect(mail?.text).toContain("More than 1 person was disabled or deleted");
});

test("a brake that trips again after its release is told again", async () => {
  await trip();
  expect(await tellOfTrippedBrakes(later(2))).toBe(1);
  await pool.query(`UPDATE "DeprovisionBrake" SET "toldAt" = now() WHERE "directoryId" = $1`, [tenant.directory.id]);
  await releaseBrake(tenant.scope, { ...place(), release: "count" });
  expect(await tellOfTrippedBrakes(later(2))).toBe(0);
  await trip("again");
  expect(await tellOfTrippedBrakes(later(2))).toBe(1);
});

test("a brake that was released before anybody was told is not told", async () => {
  await trip();
  await releaseBrake(tenant.scope, { ...place(), release: "rest" });
  expect(await tellOfTrippedBrakes(later(2))).toBe(0);
});
