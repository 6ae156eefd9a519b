import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { listSessions, revokeSession } from "@/lib/console/sessions";
import { addAdmin, createSession, createTenant } from "@/prisma/factories";
import { sessionIdleMs, sessionLifetimeMs } from "./session-lifetime";
import { inOrganization, signedInBy } from "./signed-in";
import type { SignedInContext } from "./signed-in";

const now = () => new Date();
const later = (ms: number) => new Date(Date.now() + ms);

async function contextOf(cookie: string): Promise<SignedInContext> {
  const context = await signedInBy(cookie, now());
  if (context === undefined) throw new Error("nobody is signed in");
  return context;
}

describe("a session", () => {
  test("names the admin, their organizations and their role", async () => {
    const { organization, owner } = await createTenant();
    const context = await contextOf((await createSession(owner.id)).value);
    expect(inOrganization(context, organization.slug)).toMatchObject({
      admin: { id: owner.id, email: owner.email, role: "owner" },
      organization: { id: organization.id, slug: organization.slug },
      scope: owner.scope,
    });
  });

  test("gives no scope in an organization that the admin does not belong to", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const context = await contextOf((await createSession(mine.owner.id)).value);
    expect(inOrganization(context, theirs.organization.slug)).toBeUndefined();
    expect(inOrganization(context, "no-such-organization")).toBeUndefined();
  });

  test("is over at the next request after it was revoked", async () => {
    const { owner } = await createTenant();
    const { id, value } = await createSession(owner.id);
    await revokeSession(await contextOf(value), { sessionId: id });
    expect(await signedInBy(value, now())).toBeUndefined();
  });

  test("is over when its admin is disabled", async () => {
    const { owner } = await createTenant();
    const { value } = await createSession(owner.id);
    await db.admin.update({ where: { id: owner.id }, data: { disabledAt: now() } });
    expect(await signedInBy(value, now())).toBeUndefined();
  });

  test("is over after eight idle hours, and each use moves that", async () => {
    const { owner } = await createTenant();
    const { value } = await createSession(owner.id);
    expect(await signedInBy(value, later(sessionIdleMs + 1000))).toBeUndefined();
    expect(await signedInBy(value, later(sessionIdleMs - 1000))).toBeDefined();
    expect(await signedInBy(value, later(sessionIdleMs + 1000))).toBeDefined();
  });

  test("is over after a week, however busy", async () => {
    const { owner } = await createTenant();
    const { id, value } = await createSession(owner.id);
    await db.adminSession.update({ where: { id }, data: { lastSeenAt: later(sessionLifetimeMs) } });
    expect(await signedInBy(value, later(sessionLifetimeMs + 1000))).toBeUndefined();
  });

  test("loses an organization as soon as the membership is withdrawn, and follows a change of role", async () => {
    const { organization, scope } = await createTenant();
    const admin = await addAdmin(scope, "admin");
    const { value } = await createSession(admin.id);
    const membership = { organizationId_adminId: { organizationId: organization.id, adminId: admin.id } };
    await db.membership.update({ where: membership, data: { role: "auditor" } });
    expect(inOrganization(await contextOf(value), organization.slug)).toMatchObject({ admin: { role: "auditor" } });
    await db.membership.delete({ where: membership });
    expect(inOrganization(await contextOf(value), organization.slug)).toBeUndefined();
  });

  test("is written to at most once a minute", async () => {
    const { owner } = await createTenant();
    const { id, value } = await createSession(owner.id);
    const lastSeen = async () => (await db.adminSession.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();
    const first = await lastSeen();
    await signedInBy(value, later(30_000));
    expect(await lastSeen()).toBe(first);
    await signedInBy(value, later(90_000));
    expect(await lastSeen()).toBeGreaterThan(first);
  });

  test("cannot be made up: a cookie of another secret, of no session, or of no sense signs nobody in", async () => {
    const { owner } = await createTenant();
    const { id } = await createSession(owner.id);
    const forged = await encode({ token: { sessionId: id }, secret: "another secret, another key" });
    const { value: dangling } = await createSession(owner.id);
    await db.adminSession.deleteMany({ where: { adminId: owner.id } });
    for (const cookie of [forged, dangling, "", "a.b.c.d.e"]) expect(await signedInBy(cookie, now())).toBeUndefined();
  });
});

describe("the list of sessions", () => {
  test("holds one's own live ones and marks the current one", async () => {
    const { owner } = await createTenant();
    const [current, other, revoked] = [
      await createSession(owner.id),
      await createSession(owner.id),
      await createSession(owner.id),
    ];
    const context = await contextOf(current.value);
    await revokeSession(context, { sessionId: revoked.id });
    const listed = (await listSessions(context)).map(({ id, current: isCurrent }) => [id, isCurrent]);
    expect(new Map(listed.map(([id, isCurrent]) => [id, isCurrent]))).toEqual(
      new Map([
        [current.id, true],
        [other.id, false],
      ]),
    );
  });

  test("does not reach another admin's, even in the same organization", async () => {
    const { owner, scope } = await createTenant();
    const stranger = await addAdmin(scope, "admin");
    const theirs = await createSession(stranger.id);
    const context = await contextOf((await createSession(owner.id)).value);
    expect((await listSessions(context)).map(({ id }) => id)).not.toContain(theirs.id);
    await expect(revokeSession(context, { sessionId: theirs.id })).rejects.toMatchObject({ key: "errors.notFound" });
    expect(await signedInBy(theirs.value, now())).toBeDefined();
  });
});
