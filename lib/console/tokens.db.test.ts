import { describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { parseToken } from "@/lib/auth/token-secret";
import { addAdmin, createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { createToken, listTokens, revokeToken } from "./tokens";

describe("a token", () => {
  test("is shown once: no list and no audit event holds it or its hash", async () => {
    const { owner, directory } = await createTenant();
    const { token } = await createToken(owner.scope, { directoryId: directory.id, name: "Entra" });
    const parsed = parseToken(token);
    const rows = await listTokens(owner.scope, directory.id);
    const events = await listAuditEvents(owner.scope, { limit: 100 });
    expect(rows[0]).toMatchObject({
      name: "Entra",
      key: parsed?.key,
      lastFour: token.slice(-4),
      createdBy: owner.email,
    });
    expect(rows[0]).not.toHaveProperty("hash");
    const shown = JSON.stringify([rows, events]);
    expect(shown).not.toContain(token);
    expect(shown).not.toContain(parsed?.hash);
  });

  test("without a name gets one of the day, and without days does not expire", async () => {
    const { owner, directory } = await createTenant();
    const created = await createToken(owner.scope, { directoryId: directory.id });
    expect(created).toMatchObject({ expiresAt: null });
    expect(created.name).toMatch(/^Token of \d{4}-\d\d-\d\d$/);
  });

  test("expires after the days that were asked for", async () => {
    const { owner, directory } = await createTenant();
    const before = Date.now();
    const { expiresAt } = await createToken(owner.scope, { directoryId: directory.id, expiresInDays: 180 });
    const days = ((expiresAt?.getTime() ?? 0) - before) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(180);
    expect(days).toBeLessThan(180.01);
  });

  test("without an end carries the reason, which the list and the audit show", async () => {
    const { owner, directory } = await createTenant();
    const noExpiryReason = "Handhelds nobody reaches";
    await createToken(owner.scope, { directoryId: directory.id, noExpiryReason });
    expect((await listTokens(owner.scope, directory.id))[0]).toMatchObject({ expiresAt: null, noExpiryReason });
    expect((await listAuditEvents(owner.scope, { limit: 1 }))[0]).toMatchObject({
      action: "token.create",
      details: { noExpiryReason },
    });
  });

  test("is revoked once; a second time changes and tells nothing", async () => {
    const { owner, directory, token } = await createTenant();
    const first = await revokeToken(owner.scope, { tokenId: token.tokenId });
    expect(first.revokedAt).toBeInstanceOf(Date);
    const events = await listAuditEvents(owner.scope, { limit: 100 });
    expect(await revokeToken(owner.scope, { tokenId: token.tokenId })).toEqual(first);
    expect(await listAuditEvents(owner.scope, { limit: 100 })).toEqual(events);
    expect(await listTokens(owner.scope, directory.id)).toEqual([first]);
  });

  test("of another organization can be neither made, listed nor revoked, and its owner still can", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    await expect(createToken(mine.owner.scope, { directoryId: theirs.directory.id })).rejects.toMatchObject({
      key: "errors.notFound",
    });
    expect(await listTokens(mine.owner.scope, theirs.directory.id)).toEqual([]);
    const { tokenId } = theirs.token;
    await expect(revokeToken(mine.owner.scope, { tokenId })).rejects.toMatchObject({ key: "errors.notFound" });
    expect((await listTokens(theirs.owner.scope, theirs.directory.id)).map(({ revokedAt }) => revokedAt)).toEqual([
      null,
    ]);
    await expect(revokeToken(theirs.owner.scope, { tokenId })).resolves.toMatchObject({ id: tokenId });
  });

  test("is an auditor's to see and not to make or end", async () => {
    const { scope, directory, token } = await createTenant();
    const auditor = await addAdmin(scope, "auditor");
    expect(await listTokens(auditor.scope, directory.id)).toHaveLength(1);
    await expect(createToken(auditor.scope, { directoryId: directory.id })).rejects.toThrow(ForbiddenError);
    await expect(revokeToken(auditor.scope, { tokenId: token.tokenId })).rejects.toThrow(ForbiddenError);
  });
});
