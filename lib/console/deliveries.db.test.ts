import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { pool } from "@/lib/db/pool";
import { ReplayInput } from "@/lib/inputs/webhook";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { setAlerts } from "./alert-settings";
import { setRecipients } from "./notifications";
import { countFailed, listDeliveries } from "./deliveries";
import type { DeliveryQuery } from "./deliveries";
import { replayDeliveries } from "./replay-deliveries";

const [webhook, otherWebhook] = [uuidv7(), uuidv7()];
const states = ["waiting", "delivered", "failed"] as const;

let tenant: Tenant;

const scope = () => ({ ...tenant.owner.scope, directoryId: tenant.directory.id });

/** 300 messages: each state and each of two webhooks and a mail address in turn. @returns their ids, the newest first */
async function put(): Promise<string[]> {
  const ids = Array.from({ length: 300 }, () => uuidv7()).toSorted();
  await pool.query(
    `INSERT INTO "OutboxMessage" ("directoryId", "id", "organizationId", "channel", "recipient", "kind", "payload",
       "createdAt", "nextAttemptAt", "deliveredAt", "givenUpAt", "problem", "attempts")
     SELECT $1, id, $2, CASE n / 3 % 3 WHEN 0 THEN 'mail' ELSE 'webhook' END,
       CASE n / 3 % 3 WHEN 0 THEN 'it@contoso.example' WHEN 1 THEN $4 ELSE $5 END, 'finding.opened', '{}', now(),
       CASE n % 3 WHEN 0 THEN now() + interval '1 day' END, CASE n % 3 WHEN 1 THEN now() END,
       CASE n % 3 WHEN 2 THEN now() END, CASE n % 3 WHEN 2 THEN CASE n % 2 WHEN 0 THEN 'hookOff' ELSE 'hookStatus' END END, 3
     FROM unnest($3::uuid[]) WITH ORDINALITY AS rows (id, n)`,
    [tenant.directory.id, tenant.organization.id, ids, webhook, otherWebhook],
  );
  return ids.toReversed();
}

/** Every page from the first to the last, and back again. */
async function walk(query: DeliveryQuery): Promise<string[]> {
  const seen: string[] = [];
  let page = await listDeliveries(scope(), query);
  for (;;) {
    seen.push(...page.rows.map(({ id }) => id));
    if (page.next === undefined) break;
    page = await listDeliveries(scope(), { ...query, after: page.next });
  }
  const back = page.rows.map(({ id }) => id);
  while (page.previous !== undefined) {
    page = await listDeliveries(scope(), { ...query, before: page.previous });
    back.unshift(...page.rows.map(({ id }) => id));
  }
  expect(back).toEqual(seen);
  return seen;
}

let all: string[];

/** The two webhooks, which are on. The mails are to the one address that is told. */
async function putListeners(): Promise<void> {
  await pool.query(
    `INSERT INTO "WebhookEndpoint" ("directoryId", "id", "organizationId", "url", "events", "secret", "createdBy")
     SELECT $1, id, $2, 'https://hooks.example.com/' || id, '{finding.opened}', '', 'Lena' FROM unnest($3::uuid[]) AS ids (id)`,
    [tenant.directory.id, tenant.organization.id, [webhook, otherWebhook]],
  );
  const { directory, owner } = tenant;
  await setRecipients(owner.scope, { directoryId: directory.id, recipients: ["it@contoso.example"] });
}

beforeEach(async () => {
  tenant = await createTenant();
  await putListeners();
  all = await put();
});

// What waits here would be delivered by the next file's tests.
afterEach(() => pool.query(`DELETE FROM "OutboxMessage"`));

describe("the deliveries of a directory", () => {
  test("are paged by their ids, the newest first, forwards and back, each once", async () => {
    expect(await walk({})).toEqual(all);
    expect((await listDeliveries(scope())).rows).toHaveLength(20);
  });

  test("are filtered by what became of them, and by webhook", async () => {
    const found = await Promise.all(states.map((state) => walk({ state })));
    expect(found.map((ids) => ids.length)).toEqual([100, 100, 100]);
    expect(found.flat().toSorted()).toEqual(all.toSorted());
    const { rows } = await listDeliveries(scope(), { state: "failed", webhookId: webhook, limit: 100 });
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row).toMatchObject({ recipient: webhook, deliveredAt: null, nextAttemptAt: null });
  });

  test("are none of a webhook that is none, and the first page of a cursor that is none", async () => {
    expect((await listDeliveries(scope(), { webhookId: "'; DROP TABLE" })).rows).toEqual([]);
    expect((await listDeliveries(scope(), { webhookId: uuidv7() })).rows).toEqual([]);
    const { rows } = await listDeliveries(scope(), { after: "mangled" });
    expect(rows[0]?.id).toBe(all[0]);
  });

  test("are counted by recipient where they were given up, and what waits for a webhook beside them", async () => {
    const counts = await countFailed(scope());
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(100);
    expect(counts.map(({ recipient }) => recipient).toSorted()).toEqual(
      ["it@contoso.example", webhook, otherWebhook].toSorted(),
    );
    for (const { count, parked } of counts) expect(parked).toBeLessThan(count);
  });

  test("are nobody's of another organization", async () => {
    const { owner } = await createTenant();
    const foreign = { ...owner.scope, directoryId: tenant.directory.id };
    expect((await listDeliveries(foreign)).rows).toEqual([]);
    expect(await countFailed(foreign)).toEqual([]);
  });
});

describe("a replay", () => {
  const replay = (given: object, who: OrganizationScope = tenant.owner.scope) =>
    replayDeliveries(who, ReplayInput.parse({ directoryId: tenant.directory.id, ...given }));
  const failed = async (webhookId?: string) =>
    (await listDeliveries(scope(), { state: "failed", webhookId, limit: 100 })).rows.map(({ id }) => id);

  test("of one, of all of a webhook and of all of the directory concerns these alone, once", async () => {
    const [one] = await failed(webhook);
    const others = (await failed()).length;
    expect(await replay({ messageId: one })).toEqual({ replayed: 1 });
    await expect(replay({ messageId: one })).rejects.toMatchObject({ key: "errors.notDead" });
    const ofWebhook = (await failed(webhook)).length;
    expect(await replay({ webhookId: webhook })).toEqual({ replayed: ofWebhook });
    expect(await failed(webhook)).toEqual([]);
    expect(await failed()).toHaveLength(others - 1 - ofWebhook);
    expect(await replay({})).toEqual({ replayed: others - 1 - ofWebhook });
    expect(await failed()).toEqual([]);
    expect((await walk({ state: "waiting" })).length).toBe(200);
    expect((await walk({ state: "delivered" })).length).toBe(100);
  });

  test("leaves what nobody would take: of a webhook that is off or removed, and to an address that is not told", async () => {
    const { directory, owner } = tenant;
    await pool.query(`UPDATE "WebhookEndpoint" SET "offSince" = now() WHERE "id" = $1`, [webhook]);
    await pool.query(`DELETE FROM "WebhookEndpoint" WHERE "id" = $1`, [otherWebhook]);
    await setRecipients(owner.scope, { directoryId: directory.id, recipients: ["lena@contoso.example"] });
    const before = await failed();
    const reaches = new Map((await countFailed(scope())).map(({ recipient, reach }) => [recipient, reach]));
    expect(reaches).toEqual(
      new Map([
        [webhook, "off"],
        [otherWebhook, "removed"],
        ["it@contoso.example", "untold"],
      ]),
    );
    for (const { id, recipient, reach } of (await listDeliveries(scope(), { state: "failed" })).rows) {
      expect(reach).toBe(reaches.get(recipient));
      await expect(replay({ messageId: id })).rejects.toMatchObject({ key: "errors.notReached" });
    }
    for (const given of [{}, { webhookId: webhook }, { webhookId: otherWebhook }]) {
      await expect(replay(given)).rejects.toMatchObject({ key: "errors.notReached" });
    }
    expect(await failed()).toEqual(before);
    await pool.query(`UPDATE "WebhookEndpoint" SET "offSince" = NULL WHERE "id" = $1`, [webhook]);
    const ofWebhook = (await failed(webhook)).length;
    expect(await replay({})).toEqual({ replayed: ofWebhook });
  });

  test("leaves mails about failures while those are not told by e-mail, and says so; other mails it sends", async () => {
    const { directory, owner } = tenant;
    const tellOfFailures = (failureMail: boolean) =>
      setAlerts(owner.scope, { directoryId: directory.id, failureMail, quietKinds: [] });
    await pool.query(
      `UPDATE "OutboxMessage" SET "kind" = 'failure.started'
       WHERE "id" IN (SELECT "id" FROM "OutboxMessage" WHERE "directoryId" = $1 AND "channel" = 'mail' AND "givenUpAt" IS NOT NULL
         ORDER BY "id" LIMIT 3)`,
      [directory.id],
    );
    await tellOfFailures(false);
    const about = async () =>
      (await listDeliveries(scope(), { state: "failed", limit: 100 })).rows.filter(({ kind }) => kind === "started");
    const unwanted = await about();
    expect(unwanted.map(({ reach }) => reach)).toEqual(["unwanted", "unwanted", "unwanted"]);
    for (const { id } of unwanted) {
      await expect(replay({ messageId: id })).rejects.toMatchObject({ key: "errors.notReached" });
    }
    const counts = await countFailed(scope());
    expect(counts.filter(({ reach }) => reach !== "reached").map(({ count }) => count)).toEqual([3]);
    const sent = counts.reduce((sum, { reach, count }) => sum + (reach === "reached" ? count : 0), 0);
    expect(await replay({})).toEqual({ replayed: sent });
    expect((await about()).length).toBe(3);
    await tellOfFailures(true);
    expect(await replay({})).toEqual({ replayed: 3 });
  });

  test("of two at once sends nothing twice", async () => {
    const counts = await Promise.allSettled([replay({ webhookId: webhook }), replay({ webhookId: webhook })]);
    const total = counts.reduce((sum, one) => sum + (one.status === "fulfilled" ? one.value.replayed : 0), 0);
    expect(total).toBe((await walk({ state: "waiting", webhookId: webhook })).length - (await waitingBefore()));
  });

  test("is refused to an auditor, to another organization, and of a webhook that is none", async () => {
    const auditor = await addAdmin(tenant.scope, "auditor");
    await expect(replay({ webhookId: webhook }, auditor.scope)).rejects.toThrow(ForbiddenError);
    const stranger = await createTenant();
    await expect(replay({ webhookId: webhook }, stranger.owner.scope)).rejects.toMatchObject({
      key: "errors.notFound",
    });
    await expect(replay({ webhookId: uuidv7() })).rejects.toMatchObject({ key: "errors.notDead" });
    expect(ReplayInput.safeParse({ directoryId: tenant.directory.id, webhookId: "7" }).success).toBe(false);
  });

  /** A third of that webhook's. */
  const waitingBefore = async () => {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS "count" FROM "OutboxMessage"
       WHERE "directoryId" = $1 AND "recipient" = $2 AND "nextAttemptAt" > now() + interval '1 hour'`,
      [tenant.directory.id, webhook],
    );
    return rows[0]?.count ?? 0;
  };
});
