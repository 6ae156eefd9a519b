import { describe, expect, test } from "vitest";
import { openGuide } from "@/lib/auth/guide-access";
import type { GuideAccess, OpenGuide } from "@/lib/auth/guide-access";
import { mintGuideSecret } from "@/lib/auth/guide-secret";
import { ForbiddenError } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { addAdmin, createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { createAdmin, listAdmins } from "./admins";
import { listAuditEvents } from "./audit";
import {
  createDirectory,
  findDirectory,
  listDirectories,
  readGuideDirectory,
  setDirectoryEnabled,
  setProvider,
  setRequestRate,
} from "./directories";
import { addDomain } from "./domains";
import { listGroups } from "./groups";
import { createGuideLink, listGuideLinks, revokeGuideLink } from "./guide-links";
import { listEvents } from "./logs";
import { createOAuthClient } from "./oauth-clients";
import { markStep, readSetupProgress, readSetupTroubles } from "./setup-guide";
import { startConnectionTest } from "./test-connection";
import { createToken, listTokens, revokeToken } from "./tokens";
import { listUsers } from "./users";

/** An address of its own for each test: what one test guesses must not throttle another. */
const someAddress = () => `test-${crypto.randomUUID()}`;

const open = (secret: string, address = someAddress()): Promise<GuideAccess> => openGuide(secret, address, new Date());

const linkOf = ({ scope, directory }: UnattendedTenant) =>
  createGuideLink(scope, { directoryId: directory.id, label: "Contoso IT", expiresInDays: 7 });

async function guideOf(tenant: UnattendedTenant): Promise<OpenGuide> {
  const access = await open((await linkOf(tenant)).secret);
  if (access.kind !== "open") throw new Error(access.kind);
  return access;
}

describe("a setup link", () => {
  test("opens exactly its directory, says so to the audit log, and is stored as a hash alone", async () => {
    const { owner, scope, directory, organization } = await createTenant();
    const made = await createGuideLink(owner.scope, { directoryId: directory.id, label: "Jan, IT", expiresInDays: 1 });
    expect(await open(made.secret)).toMatchObject({
      kind: "open",
      scope: {
        organizationId: organization.id,
        directoryId: directory.id,
        actor: { kind: "guideLink", linkId: made.id, label: "Jan, IT", directoryId: directory.id },
      },
      organization: { name: organization.name },
      link: { label: "Jan, IT", createdBy: owner.email, expiresAt: made.expiresAt },
    });
    expect((made.expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(1, 2);
    const events = await listAuditEvents(scope, { limit: 1 });
    expect(events[0]).toMatchObject({ actor: owner.email, action: "guide-link.create", target: "Jan, IT" });
    const links = await listGuideLinks(scope, directory.id);
    const stored = await db.guideLink.findUniqueOrThrow({ where: { id: made.id } });
    expect(JSON.stringify([links, events, stored])).not.toContain(made.secret);
    expect(JSON.stringify([links, events])).not.toContain(stored.hash);
  });

  test("tells when it was last used, at most once a minute", async () => {
    const tenant = await createUnattendedTenant();
    const { secret } = await linkOf(tenant);
    const lastUsedAt = async () => (await listGuideLinks(tenant.scope, tenant.directory.id))[0]?.lastUsedAt;
    expect(await lastUsedAt()).toBeNull();
    const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds));
    await openGuide(secret, undefined, at(0));
    await openGuide(secret, undefined, at(59));
    expect(await lastUsedAt()).toEqual(at(0));
    await openGuide(secret, undefined, at(61));
    expect(await lastUsedAt()).toEqual(at(61));
  });

  test("that expired is refused, and says whom to ask", async () => {
    const tenant = await createTenant();
    const { secret, id } = await createGuideLink(tenant.owner.scope, {
      directoryId: tenant.directory.id,
      label: "Late",
      expiresInDays: 1,
    });
    const expiresAt = new Date(Date.now() - 1_000);
    await db.guideLink.update({ where: { id }, data: { expiresAt } });
    expect(await open(secret)).toEqual({ kind: "expired", createdBy: tenant.owner.email, at: expiresAt });
  });

  test("that is revoked is refused at the next request; a second time changes and tells nothing", async () => {
    const tenant = await createUnattendedTenant();
    const { secret, id } = await linkOf(tenant);
    expect(await open(secret)).toMatchObject({ kind: "open" });
    const first = await revokeGuideLink(tenant.scope, { linkId: id });
    expect(await open(secret)).toEqual({ kind: "revoked", createdBy: "operator", at: first.revokedAt });
    const events = await listAuditEvents(tenant.scope, { limit: 100 });
    expect(events[0]).toMatchObject({ action: "guide-link.revoke", target: "Contoso IT" });
    expect(await revokeGuideLink(tenant.scope, { linkId: id })).toEqual(first);
    expect(await listAuditEvents(tenant.scope, { limit: 100 })).toEqual(events);
  });

  test("of another organization can be neither made, listed nor revoked, and its owner still can", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const { id, secret } = await linkOf(theirs);
    await expect(
      createGuideLink(mine.owner.scope, { directoryId: theirs.directory.id, label: "Me", expiresInDays: 7 }),
    ).rejects.toMatchObject({ key: "errors.notFound" });
    expect(await listGuideLinks(mine.owner.scope, theirs.directory.id)).toEqual([]);
    await expect(revokeGuideLink(mine.owner.scope, { linkId: id })).rejects.toMatchObject({ key: "errors.notFound" });
    expect(await open(secret)).toMatchObject({ kind: "open" });
    await expect(revokeGuideLink(theirs.owner.scope, { linkId: id })).resolves.toMatchObject({ id });
  });

  test("is an admin's to make and end, and an auditor's to see", async () => {
    const tenant = await createUnattendedTenant();
    const input = { directoryId: tenant.directory.id, label: "IT", expiresInDays: 7 };
    const admin = await addAdmin(tenant.scope, "admin");
    const auditor = await addAdmin(tenant.scope, "auditor");
    const { id: linkId } = await createGuideLink(admin.scope, input);
    await expect(createGuideLink(auditor.scope, input)).rejects.toThrow(ForbiddenError);
    await expect(revokeGuideLink(auditor.scope, { linkId })).rejects.toThrow(ForbiddenError);
    expect(await listGuideLinks(auditor.scope, tenant.directory.id)).toMatchObject([{ id: linkId, revokedAt: null }]);
    await expect(revokeGuideLink(admin.scope, { linkId })).resolves.toMatchObject({ id: linkId });
  });
});

describe("a secret that is none", () => {
  test.each([
    ["of the right shape", () => mintGuideSecret().secret],
    ["of no shape", () => "../../etc/passwd"],
    ["empty", () => ""],
    ["of a megabyte", () => "m".repeat(1_000_000)],
  ])("%s is unknown, and nothing else is said", async (_, secret) => {
    expect(await open(secret())).toEqual({ kind: "unknown" });
  });

  test("is told to wait from the twenty-first one of an address on; a real one from there still opens", async () => {
    const { secret } = await linkOf(await createUnattendedTenant());
    const from = someAddress();
    const kinds: string[] = [];
    for (let guess = 0; guess < 22; guess += 1) kinds.push((await open(mintGuideSecret().secret, from)).kind);
    expect(kinds.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => "unknown"));
    expect(kinds.slice(20)).toEqual(["throttled", "throttled"]);
    expect(await open(secret, from)).toMatchObject({ kind: "open" });
    expect(await open(mintGuideSecret().secret)).toEqual({ kind: "unknown" });
  });
});

describe("through a setup link", () => {
  test("a token is made that names the link, and the audit log says through which", async () => {
    const tenant = await createUnattendedTenant();
    const { scope } = await guideOf(tenant);
    const { tokenId } = await createToken(scope, {
      directoryId: tenant.directory.id,
      name: "Contoso IT",
      expiresInDays: 90,
    });
    const by = 'setup link "Contoso IT"';
    expect(await listTokens(tenant.scope, tenant.directory.id)).toContainEqual(
      expect.objectContaining({ id: tokenId, name: "Contoso IT", createdBy: by }),
    );
    const [event] = await listAuditEvents(tenant.scope, { limit: 1 });
    const linkId = scope.actor.kind === "guideLink" ? scope.actor.linkId : undefined;
    expect(event).toMatchObject({ action: "token.create", actor: by, details: { guideLinkId: linkId, tokenId } });
  });

  test("the service is turned on, and cannot be turned off again", async () => {
    const tenant = await createUnattendedTenant();
    const { id: directoryId, slug } = tenant.directory;
    await setDirectoryEnabled(tenant.scope, { directoryId, enabled: false });
    const { scope } = await guideOf(tenant);
    await expect(setDirectoryEnabled(scope, { directoryId, enabled: true })).resolves.toMatchObject({ enabled: true });
    await expect(setDirectoryEnabled(scope, { directoryId, enabled: false })).rejects.toThrow(ForbiddenError);
    expect(await findDirectory(tenant.scope, slug)).toMatchObject({ enabled: true });
  });

  test("the guide is read and its steps are ticked, which says by whom", async () => {
    const tenant = await createUnattendedTenant();
    const { scope } = await guideOf(tenant);
    const directory = await readGuideDirectory(scope);
    expect(directory).toEqual(tenant.directory);
    await markStep(scope, { directoryId: directory.id, step: "entraOpen", mark: "done" });
    const progress = (await readSetupProgress(scope, [directory])).get(directory.id);
    expect(progress?.steps[0]).toMatchObject({
      step: { id: "entraOpen" },
      state: "done",
      mark: { by: 'setup link "Contoso IT"' },
    });
    expect(await readSetupTroubles(scope, directory)).toEqual({ refusal: undefined, refusedDomains: [] });
  });

  test("nothing is done to another directory of the same organization, nor read of it", async () => {
    const tenant = await createUnattendedTenant();
    const other = await createDirectory(tenant.scope, {
      application: "generic",
      slug: "other",
      name: "Other",
      provider: "entra",
    });
    const { scope } = await guideOf(tenant);
    await expect(createToken(scope, { directoryId: other.id, expiresInDays: 90 })).rejects.toThrow(ForbiddenError);
    await expect(setDirectoryEnabled(scope, { directoryId: other.id, enabled: true })).rejects.toThrow(ForbiddenError);
    await expect(startConnectionTest(scope, { directoryId: other.id }, undefined)).rejects.toThrow(ForbiddenError);
    await expect(markStep(scope, { directoryId: other.id, step: "entraOpen", mark: "done" })).rejects.toThrow(
      ForbiddenError,
    );
    const elsewhere = { ...scope, directoryId: other.id };
    await expect(readGuideDirectory(elsewhere)).rejects.toThrow(ForbiddenError);
    await expect(readSetupTroubles(elsewhere, other)).rejects.toThrow(ForbiddenError);
    await expect(readSetupProgress(scope, [other])).rejects.toThrow(ForbiddenError);
    await expect(readSetupProgress(scope, [tenant.directory, other])).rejects.toThrow(ForbiddenError);
    expect(await listTokens(tenant.scope, other.id)).toEqual([]);
  });

  test("nobody sees people, logs, tokens, links or admins, nor changes anything else", async () => {
    const tenant = await createUnattendedTenant();
    const { scope } = await guideOf(tenant);
    const directoryId = tenant.directory.id;
    const page = { limit: 5 };
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => listUsers(scope, page),
      () => listGroups(scope, page),
      () => listEvents(scope, page),
      () => listTokens(scope, directoryId),
      () => revokeToken(scope, { tokenId: tenant.token.tokenId }),
      () => createOAuthClient(scope, { directoryId }),
      () => createGuideLink(scope, { directoryId, label: "Myself", expiresInDays: 30 }),
      () => listGuideLinks(scope, directoryId),
      () => listDirectories(scope),
      () => findDirectory(scope, tenant.directory.slug),
      () => setRequestRate(scope, { directoryId, requestsPerSecond: 0 }),
      () => setProvider(scope, { directoryId, provider: "okta" }),
      () => addDomain(scope, { name: "contoso.example" }),
      () => listAdmins(scope),
      () => createAdmin(scope, { email: "me@contoso.example", password: "violet ladder nine", role: "owner" }),
      () => listAuditEvents(scope, page),
    ];
    for (const attempt of attempts) await expect(attempt(), attempt.toString()).rejects.toThrow(ForbiddenError);
  });
});
