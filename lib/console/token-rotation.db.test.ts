import { beforeEach, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { pool } from "@/lib/db/pool";
import type { RotateTokenInput } from "@/lib/inputs/token-rotation";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { cancelRotation, endProvedRotations, rotateToken } from "./token-rotation";
import { listTokens, revokeToken } from "./tokens";

let tenant: Tenant;
let old: string;

beforeEach(async () => {
  tenant = await createTenant();
  old = tenant.token.tokenId;
});

const rotate = (oldEnds: RotateTokenInput["oldEnds"], scope = tenant.owner.scope) =>
  rotateToken(scope, { tokenId: old, oldEnds, expiresInDays: 90 });

const find = async (id: string) =>
  (await listTokens(tenant.owner.scope, tenant.directory.id)).find((token) => token.id === id) ??
  expect.fail("the token is gone");

const actions = async () =>
  (await listAuditEvents(tenant.owner.scope, { limit: 20 })).map(({ action, actor }) => [action, actor]);

/** Moves a token's life into the past. */
const used = (id: string, minutesAgo: number) =>
  pool.query(`UPDATE "Token" SET "lastUsedAt" = now() - make_interval(mins => $2) WHERE "id" = $1`, [id, minutesAgo]);
const made = (id: string, minutesAgo: number) =>
  pool.query(`UPDATE "Token" SET "createdAt" = now() - make_interval(mins => $2) WHERE "id" = $1`, [id, minutesAgo]);

/** A rotation on proof, as old as that, both tokens used so long ago. */
async function onProof(minutes: { readonly begun: number; readonly oldUsed?: number; readonly newUsed?: number }) {
  const { tokenId } = await rotate("proof");
  await made(tokenId, minutes.begun);
  if (minutes.oldUsed !== undefined) await used(old, minutes.oldUsed);
  if (minutes.newUsed !== undefined) await used(tokenId, minutes.newUsed);
  return tokenId;
}

describe("rotating a token", () => {
  test.each([
    ["1h", 1],
    ["24h", 24],
    ["7d", 7 * 24],
  ] as const)("has the old one end in %s by the database's clock, and both live until then", async (ends, hours) => {
    const { tokenId, oldEndsAt } = await rotate(ends);
    const { rows } = await pool.query(
      `SELECT extract(epoch FROM "expiresAt" - now()) / 3600 AS "hours" FROM "Token" WHERE "id" = $1`,
      [old],
    );
    expect(Number(rows[0]?.hours)).toBeCloseTo(hours, 1);
    expect(await find(old)).toMatchObject({ revokedAt: null, expiresAt: oldEndsAt });
    expect(await find(tokenId)).toMatchObject({ revokedAt: null, replacesTokenId: old, name: tenant.token.name });
  });

  test("ends the old one at once when asked to", async () => {
    const { tokenId } = await rotate("now");
    expect((await find(old)).revokedAt).toBeInstanceOf(Date);
    expect((await find(tokenId)).revokedAt).toBeNull();
  });

  test("never lets the old one live longer than it would have", async () => {
    await pool.query(`UPDATE "Token" SET "expiresAt" = now() + interval '2 hours' WHERE "id" = $1`, [old]);
    const before = (await find(old)).expiresAt;
    await rotate("7d");
    expect((await find(old)).expiresAt).toEqual(before);
  });

  test("is refused of a token that has ended, or that is in a rotation already as the old or the new one", async () => {
    const { tokenId } = await rotate("24h");
    await expect(rotate("now")).rejects.toMatchObject({ key: "errors.rotationRuns" });
    const again = rotateToken(tenant.owner.scope, { tokenId, oldEnds: "now", expiresInDays: 90 });
    await expect(again).rejects.toMatchObject({ key: "errors.rotationRuns" });
    await revokeToken(tenant.owner.scope, { tokenId: old });
    await expect(rotate("now")).rejects.toMatchObject({ key: "errors.tokenEnded" });
  });

  test("by many at once makes one new token", async () => {
    const outcomes = await Promise.allSettled([rotate("1h"), rotate("now"), rotate("proof"), rotate("7d")]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listTokens(tenant.owner.scope, tenant.directory.id)).toHaveLength(2);
  });

  test("is told once, with the end that was chosen and without the secret", async () => {
    const { token, tokenId } = await rotate("proof");
    const [event] = await listAuditEvents(tenant.owner.scope, { limit: 1 });
    expect(event).toMatchObject({
      action: "token.rotate",
      target: tenant.token.name,
      actor: tenant.owner.email,
      details: { tokenId, replacesTokenId: old, oldEnds: "proof", oldEndsAt: null },
    });
    expect(JSON.stringify(event)).not.toContain(token);
  });

  test("and cancelling it are nothing for an auditor, and another organization has no such token", async () => {
    const auditor = await addAdmin(tenant.scope, "auditor");
    const other = await createTenant();
    await expect(rotate("now", auditor.scope)).rejects.toThrow(ForbiddenError);
    await expect(rotate("now", other.owner.scope)).rejects.toMatchObject({ key: "errors.notFound" });
    await rotate("24h");
    await expect(cancelRotation(auditor.scope, { tokenId: old })).rejects.toThrow(ForbiddenError);
    await expect(cancelRotation(other.owner.scope, { tokenId: old })).rejects.toMatchObject({ key: "errors.notFound" });
  });
});

describe("cancelling a rotation", () => {
  test.each(["expiring", "endless"])(
    "revokes the new token and gives the %s old one its own expiry back",
    async (kind) => {
      const days = kind === "expiring" ? 100 : null;
      await pool.query(`UPDATE "Token" SET "expiresAt" = now() + make_interval(days => $2) WHERE "id" = $1`, [
        old,
        days,
      ]);
      const before = await find(old);
      const { tokenId } = await rotate("1h");
      await cancelRotation(tenant.owner.scope, { tokenId: old });
      expect(await find(old)).toEqual(before);
      expect((await find(tokenId)).revokedAt).toBeInstanceOf(Date);
      expect((await actions()).slice(0, 2)).toEqual([
        ["token.rotate.cancel", tenant.owner.email],
        ["token.rotate", tenant.owner.email],
      ]);
      await expect(rotate("1h")).resolves.toBeDefined();
    },
  );

  test("is refused when none runs", async () => {
    const refused = { key: "errors.rotationOver" };
    await expect(cancelRotation(tenant.owner.scope, { tokenId: old })).rejects.toMatchObject(refused);
    await rotate("now");
    await expect(cancelRotation(tenant.owner.scope, { tokenId: old })).rejects.toMatchObject(refused);
  });

  test("is what revoking the new token comes to: the old one does not end with it", async () => {
    const before = await find(old);
    const { tokenId } = await rotate("1h");
    await revokeToken(tenant.owner.scope, { tokenId });
    expect(await find(old)).toEqual(before);
  });

  test("and ending on proof at once leaves one token that works", async () => {
    const tokenId = await onProof({ begun: 90, newUsed: 10 });
    await Promise.allSettled([cancelRotation(tenant.owner.scope, { tokenId: old }), endProvedRotations()]);
    const live = [await find(old), await find(tokenId)].filter(({ revokedAt }) => revokedAt === null);
    expect(live).toHaveLength(1);
  });
});

describe("a rotation on proof", () => {
  test.each([
    { why: "the new token was not seen", begun: 90 },
    { why: "the old one was used within the hour", begun: 90, oldUsed: 59, newUsed: 50 },
    { why: "the rotation is younger than the hour of quiet", begun: 59, oldUsed: 600, newUsed: 1 },
  ])("does not end the old token while $why", async (minutes) => {
    await onProof(minutes);
    await endProvedRotations();
    expect(await find(old)).toMatchObject({ revokedAt: null, expiresAt: null });
  });

  test.each([
    { begun: 61, newUsed: 1 },
    { begun: 300, oldUsed: 61, newUsed: 90 },
  ])("%o ends the old token, and says who did", async (minutes) => {
    const tokenId = await onProof(minutes);
    await endProvedRotations();
    expect((await find(old)).revokedAt).toBeInstanceOf(Date);
    expect((await find(tokenId)).revokedAt).toBeNull();
    expect((await actions())[0]).toEqual(["token.rotate.finish", "muster"]);
  });

  test("is not for rotations that chose a time", async () => {
    const { tokenId } = await rotate("7d");
    await made(tokenId, 90);
    await used(tokenId, 1);
    await endProvedRotations();
    expect((await find(old)).revokedAt).toBeNull();
  });

  test("is ended once by many processes at once", async () => {
    await onProof({ begun: 90, newUsed: 1 });
    await Promise.all([endProvedRotations(), endProvedRotations(), endProvedRotations()]);
    expect((await actions()).filter(([action]) => action === "token.rotate.finish")).toHaveLength(1);
  });

  test("never ends the old token for a new one that was revoked", async () => {
    const tokenId = await onProof({ begun: 90, newUsed: 1 });
    await revokeToken(tenant.owner.scope, { tokenId });
    await endProvedRotations();
    expect((await find(old)).revokedAt).toBeNull();
  });
});
