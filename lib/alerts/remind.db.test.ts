import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addClientSecret, createOAuthClient } from "@/lib/console/oauth-clients";
import { cancelRotation, rotateToken } from "@/lib/console/token-rotation";
import { createToken, revokeToken } from "@/lib/console/tokens";
import { reminderDays } from "@/lib/credentials/credential-end";
import { pool } from "@/lib/db/pool";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import type { SmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { eventQueue } from "@/lib/insight/event-queue";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { channelsOf } from "./channels";
import { deliverDue } from "./outbox";
import { remindOfEnds } from "./remind";

const dayMs = 24 * 60 * 60 * 1000;

let inbox: SmtpInbox;
let tenant: Tenant;

beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  // What other tests wrote is due at any time.
  await pool.query(`DELETE FROM "OutboxMessage"`);
  tenant = await createTenant();
});

/** The token was made a year ago, and ends in so many days. */
const ends = (days: number, id = tenant.token.tokenId) =>
  pool.query(
    `UPDATE "Token" SET "createdAt" = now() - interval '1 year', "expiresAt" = now() + make_interval(secs => $2) WHERE "id" = $1`,
    [id, days * 86_400],
  );

const used = (id = tenant.token.tokenId, interval = "1 hour") =>
  pool.query(`UPDATE "Token" SET "lastUsedAt" = now() - $2::interval WHERE "id" = $1`, [id, interval]);

/** What waits in the outbox for this tenant. */
async function waiting(): Promise<{ recipient: string; kind: string; daysBefore: number; names: string[] }[]> {
  const { rows } = await pool.query(
    `SELECT "recipient", "kind", "payload" FROM "OutboxMessage" WHERE "organizationId" = $1 ORDER BY "id"`,
    [tenant.organization.id],
  );
  return rows.map(({ recipient, kind, payload }) => ({
    recipient,
    kind,
    daysBefore: payload.daysBefore,
    names: payload.credentials.map(({ name }: { name: string }) => name),
  }));
}

/** The mails that arrive now, of this tenant's. */
async function arrived() {
  const before = inbox.received.length;
  // Credentials of other tests' tenants end as well.
  await pool.query(`DELETE FROM "OutboxMessage" WHERE "organizationId" <> $1`, [tenant.organization.id]);
  await deliverDue(channelsOf(inbox.settings));
  return inbox.received.slice(before);
}

describe("a reminder", () => {
  test.each(reminderDays)(
    "of %d days is one mail, which says which token, when, and what happens then",
    async (days) => {
      await ends(days - 0.01);
      await used();
      await remindOfEnds();
      await remindOfEnds();
      const mails = await arrived();
      expect(mails).toHaveLength(1);
      const [mail] = mails;
      const token = tenant.token.token;
      expect(mail?.envelopeTo).toEqual([tenant.owner.email]);
      expect(mail?.subject).toMatch(
        new RegExp(`^generic: “Test” ends on .* \\(${days === 1 ? "1 day" : `${days} days`}\\)$`),
      );
      for (const body of [mail?.text, mail?.html]) {
        expect(body).toContain(`${token.slice(0, 8)}…${token.slice(-4)}`);
        expect(body).toContain(tenant.organization.name);
        expect(body).toContain("refused with 401");
        expect(body).toContain(
          `/o/${tenant.organization.slug}/d/${tenant.directory.slug}?rotate=${tenant.token.tokenId}`,
        );
      }
      expect(mail?.text).not.toContain("never: nothing depends on it");
      expect(mail?.raw).not.toContain(token);
      expect(await arrived()).toEqual([]);
    },
  );

  test("is written once by many processes at once, and delivered once", async () => {
    await ends(6.9);
    await Promise.all([remindOfEnds(), remindOfEnds(), remindOfEnds()]);
    expect(await waiting()).toHaveLength(1);
    const before = inbox.received.length;
    const channels = channelsOf(inbox.settings);
    await Promise.all([deliverDue(channels), deliverDue(channels), deliverDue(channels)]);
    expect(inbox.received.length - before).toBe(1);
  });

  test("comes again at the next threshold, and of several that were missed only the last", async () => {
    await ends(29);
    await remindOfEnds();
    await remindOfEnds(new Date(Date.now() + 23 * dayMs));
    await remindOfEnds(new Date(Date.now() + 23.5 * dayMs));
    expect((await waiting()).map(({ daysBefore }) => daysBefore)).toEqual([30, 7]);
  });

  test("goes to the addresses that the directory names, else to owners and admins who can sign in", async () => {
    const admin = await addAdmin(tenant.scope, "admin");
    const left = await addAdmin(tenant.scope, "admin");
    await addAdmin(tenant.scope, "auditor");
    await pool.query(`UPDATE "Admin" SET "disabledAt" = now() WHERE "id" = $1`, [left.id]);
    await ends(6);
    await remindOfEnds();
    expect((await waiting()).map(({ recipient }) => recipient)).toEqual([admin.email, tenant.owner.email].sort());

    await pool.query(`DELETE FROM "OutboxMessage"`);
    await pool.query(
      `INSERT INTO "NotificationRecipient" ("organizationId", "directoryId", "email") VALUES ($1, $2, 'it@contoso.example')`,
      [tenant.organization.id, tenant.directory.id],
    );
    await ends(0.9);
    await remindOfEnds();
    expect((await waiting()).map(({ recipient }) => recipient)).toEqual(["it@contoso.example"]);
  });

  test("waits for somebody to tell", async () => {
    await pool.query(`UPDATE "Admin" SET "disabledAt" = now() WHERE "id" = $1`, [tenant.owner.id]);
    await ends(6);
    await remindOfEnds();
    expect(await waiting()).toEqual([]);
    const admin = await addAdmin(tenant.scope, "admin");
    await remindOfEnds();
    expect((await waiting()).map(({ recipient }) => recipient)).toEqual([admin.email]);
  });

  test("is shared by what ends together, and is another one for another directory's", async () => {
    const { tokenId } = await createToken(tenant.scope, { directoryId: tenant.directory.id, name: "Second" });
    await ends(14.3, tokenId);
    await remindOfEnds();
    await pool.query(`DELETE FROM "OutboxMessage"`);
    const { secretId } = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Client" });
    await pool.query(
      `UPDATE "OAuthSecret" SET "createdAt" = now() - interval '1 year', "expiresAt" = now() + interval '13 days 11 hours' WHERE "id" = $1`,
      [secretId],
    );
    await ends(13.9);
    const other = await createTenant();
    await ends(13.9, other.token.tokenId);
    await remindOfEnds();
    expect((await waiting()).map(({ names }) => names)).toEqual([["Client", "Test", "Second"]]);
    const [mail] = (await arrived()).filter(({ envelopeTo }) => envelopeTo.includes(tenant.owner.email));
    expect(mail?.subject).toBe("generic: 3 credentials end in 13 days");
    await remindOfEnds(new Date(Date.now() + 0.4 * dayMs));
    expect(await waiting()).toHaveLength(1);
  });

  test("says of a token that was never used that nothing depends on it", async () => {
    await ends(6);
    await remindOfEnds();
    const [mail] = await arrived();
    expect(mail?.text).toContain("never: nothing depends on it");
    expect(mail?.text).toContain("can be left to end");
    // Not the number alone: the link has an id in it, and ids have any digits.
    expect(mail?.text).not.toContain("with 401");
  });
});

describe("nobody is reminded of", () => {
  const told = async () => {
    await remindOfEnds();
    return waiting();
  };

  test("a token without an end, or that was revoked", async () => {
    expect(await told()).toEqual([]);
    await ends(6);
    await revokeToken(tenant.scope, { tokenId: tenant.token.tokenId });
    expect(await told()).toEqual([]);
  });

  test.each([
    [20, 20],
    [30, 30],
    [0.04, 0.04],
  ])("a token made for %d days, on the day it is made", async (life, left) => {
    await pool.query(
      `UPDATE "Token" SET "createdAt" = now(), "expiresAt" = now() + make_interval(secs => $2) WHERE "id" = $1`,
      [tenant.token.tokenId, left * 86_400],
    );
    expect(await told()).toEqual([]);
    if (life >= 20) {
      await remindOfEnds(new Date(Date.now() + (life - 7) * dayMs));
      expect((await waiting()).map(({ daysBefore }) => daysBefore)).toEqual([7]);
    }
  });

  test("a token that a rotation replaces, until the new one is taken back", async () => {
    await ends(6);
    const { tokenId } = tenant.token;
    await rotateToken(tenant.scope, { tokenId, oldEnds: "proof", expiresInDays: 365 });
    expect(await told()).toEqual([]);
    await cancelRotation(tenant.scope, { tokenId });
    expect((await told()).map(({ names }) => names)).toEqual([["Test"]]);
  });

  test("a client secret whose client presents a newer one that lives longer", async () => {
    const { clientId, secretId } = await createOAuthClient(tenant.scope, {
      directoryId: tenant.directory.id,
      name: "Client",
      expiresInDays: 365,
    });
    await pool.query(
      `UPDATE "OAuthSecret" SET "createdAt" = now() - interval '1 year', "expiresAt" = now() + interval '6 days',
         "lastUsedAt" = now() - interval '1 hour' WHERE "id" = $1`,
      [secretId],
    );
    const newer = await addClientSecret(tenant.scope, { clientId, expiresInDays: 365 });
    await pool.query(`UPDATE "OAuthSecret" SET "lastUsedAt" = now() WHERE "id" = $1`, [newer.secretId]);
    expect(await told()).toEqual([]);
    await pool.query(`UPDATE "OAuthSecret" SET "lastUsedAt" = NULL WHERE "id" = $1`, [newer.secretId]);
    expect((await told()).map(({ names }) => names)).toEqual([["Client"]]);
    const [mail] = await arrived();
    expect(mail?.text).toMatch(/muc_\S+ ….{4}/);
    expect(mail?.text).toContain("?secret=muc_");
  });
});

describe("a token that has ended", () => {
  const request = async () => {
    const { status } = await scimClient(tenant.token.token)("GET", "/Users");
    await eventQueue.flush();
    return status;
  };

  test("and is still in use is told once, with the time since when it is refused", async () => {
    await used();
    await ends(-0.01);
    await remindOfEnds();
    expect(await waiting()).toEqual([]);
    expect(await request()).toBe(401);
    await remindOfEnds();
    await remindOfEnds(new Date(Date.now() + dayMs));
    expect((await waiting()).map(({ kind, daysBefore }) => [kind, daysBefore])).toEqual([["credentials.expired", 0]]);
    const [mail] = await arrived();
    expect(mail?.subject).toBe("generic: “Test” has ended, and Microsoft Entra ID is refused");
    expect(mail?.text).toContain("gets 401");
    expect(mail?.text).toMatch(/Refused since: \w+day, \d+ \w+ \d{4} at \d\d:\d\d UTC/);
    expect(mail?.text).toContain("last e-mail about it");
  });

  test("and was not in use any more is not told, whoever tries it", async () => {
    await used(undefined, "30 days");
    await ends(-0.01);
    expect(await request()).toBe(401);
    await remindOfEnds();
    expect(await waiting()).toEqual([]);
  });

  test("although its rotation runs is told when it is still in use", async () => {
    await used();
    const { tokenId } = tenant.token;
    await rotateToken(tenant.scope, { tokenId, oldEnds: "1h", expiresInDays: 365 });
    await ends(-0.01);
    expect(await request()).toBe(401);
    await remindOfEnds();
    expect((await waiting()).map(({ kind }) => kind)).toEqual(["credentials.expired"]);
  });
});
