import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findDirectory, setDirectoryEnabled } from "@/lib/console/directories";
import { revokeSession } from "@/lib/console/sessions";
import { createFirstAdmin } from "@/lib/console/setup";
import { db } from "@/lib/db/client";
import { RevokeSessionInput } from "@/lib/inputs/admin";
import { SetDirectoryEnabledInput } from "@/lib/inputs/directory";
import { FirstAdminInput } from "@/lib/inputs/setup";
import { addAdmin, createSession, createTenant } from "@/prisma/factories";
import type { Tenant, TestAdmin } from "@/prisma/factories";
import { accountAction } from "./account-action";
import { adminAction } from "./admin-action";
import { publicAction } from "./public-action";

/** The browser's cookies and headers: Next's own, which exist only inside a request. */
const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: () => Promise.resolve(new Headers()),
}));

const switchService = adminAction(SetDirectoryEnabledInput, "directory:update", setDirectoryEnabled);

async function signInAs({ id }: TestAdmin): Promise<string> {
  const session = await createSession(id);
  jar.set(session.name, session.value);
  return session.id;
}

const off = ({ directory }: Tenant) => ({ directoryId: directory.id, enabled: false });
const isOn = async ({ scope, directory }: Tenant) => (await findDirectory(scope, directory.slug))?.enabled;

beforeEach(() => jar.clear());
afterEach(() => vi.restoreAllMocks());

describe("an action of an organization", () => {
  test("runs the use-case for a signed-in admin who may", async () => {
    const tenant = await createTenant();
    await signInAs(tenant.owner);
    const result = await switchService(tenant.organization.slug, off(tenant));
    expect(result).toMatchObject({ ok: true, value: { enabled: false } });
    expect(await isOn(tenant)).toBe(false);
  });

  test("sends whoever is not signed in to the sign-in page, and does nothing", async () => {
    const tenant = await createTenant();
    await expect(switchService(tenant.organization.slug, off(tenant))).rejects.toMatchObject({
      digest: expect.stringContaining("/sign-in"),
    });
    expect(await isOn(tenant)).toBe(true);
  });

  test("treats a revoked session as none", async () => {
    const tenant = await createTenant();
    const id = await signInAs(tenant.owner);
    await db.adminSession.update({ where: { id }, data: { revokedAt: new Date() } });
    await expect(switchService(tenant.organization.slug, off(tenant))).rejects.toMatchObject({
      digest: expect.stringContaining("NEXT_REDIRECT"),
    });
  });

  test("in somebody else's organization is answered as one that does not exist, and does nothing", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    await signInAs(mine.owner);
    const digests = await Promise.all(
      [theirs.organization.slug, "no-such-organization"].map((slug) =>
        switchService(slug, off(theirs)).catch((error: unknown) => error),
      ),
    );
    for (const error of digests) expect(error).toMatchObject({ digest: expect.stringContaining("404") });
    expect(await isOn(theirs)).toBe(true);
  });

  test("on somebody else's row, from one's own organization, says not found, and does nothing", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    await signInAs(mine.owner);
    expect(await switchService(mine.organization.slug, off(theirs))).toMatchObject({
      ok: false,
      message: "errors.notFound",
    });
    expect(await isOn(theirs)).toBe(true);
  });

  test("is refused to an auditor, whatever the input", async () => {
    const tenant = await createTenant();
    await signInAs(await addAdmin(tenant.scope, "auditor"));
    for (const input of [off(tenant), {}]) {
      expect(await switchService(tenant.organization.slug, input)).toEqual({ ok: false, message: "errors.notAllowed" });
    }
    expect(await isOn(tenant)).toBe(true);
  });

  test.each([undefined, null, "text", [], {}, { directoryId: "1; DROP", enabled: "yes" }])(
    "takes input %j for what it is: wrong",
    async (input) => {
      const tenant = await createTenant();
      await signInAs(tenant.owner);
      expect(await switchService(tenant.organization.slug, input)).toMatchObject({
        ok: false,
        message: "errors.invalid",
      });
    },
  );

  test("answers a defect with a number to quote and not a word of what it was", async () => {
    const tenant = await createTenant();
    await signInAs(tenant.owner);
    const broken = adminAction(SetDirectoryEnabledInput, "directory:update", () => {
      throw new Error('relation "Token" of muster-prod-1 does not exist');
    });
    const result = await broken(tenant.organization.slug, off(tenant));
    expect(result).toMatchObject({ ok: false, message: "errors.unexpected" });
    expect(JSON.stringify(result)).not.toContain("Token");
    expect(JSON.stringify(result)).toMatch(/"requestId":"[0-9a-f-]{36}"/);
  });
});

describe("an action on one's own account", () => {
  const endSession = accountAction(RevokeSessionInput, revokeSession);

  test("ends one of one's own sessions", async () => {
    const { owner } = await createTenant();
    const other = await createSession(owner.id);
    await signInAs(owner);
    expect(await endSession({ sessionId: other.id })).toMatchObject({ ok: true });
    expect(await endSession({ sessionId: other.id })).toMatchObject({ ok: false, message: "errors.notFound" });
  });

  test("does not reach a session of somebody else", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const session = await createSession(theirs.owner.id);
    await signInAs(mine.owner);
    expect(await endSession({ sessionId: session.id })).toMatchObject({ ok: false, message: "errors.notFound" });
  });
});

test("an action without a session still tells every wrong field at once", async () => {
  const setUp = publicAction(FirstAdminInput, (input) => createFirstAdmin("no-such-link", input));
  expect(await setUp({ organizationName: "", email: "nobody", password: "short" })).toEqual({
    ok: false,
    message: "errors.invalid",
    fieldErrors: {
      organizationName: "validation.required",
      email: "validation.email",
      password: "validation.passwordLength",
    },
  });
  const input = { organizationName: "Contoso", email: "lena@contoso.com", password: "violet ladder seventeen" };
  expect(await setUp(input)).toMatchObject({ ok: false, message: "errors.setupLinkSpent" });
});
