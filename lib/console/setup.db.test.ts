import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import { insertAdmin } from "@/lib/db/admins";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { lockSetup } from "@/lib/db/setup-links";
import { createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { createOrganization } from "./organizations";
import { createFirstAdmin, createFirstAdminUnattended, isSetupSecretUsable, issueSetupLink } from "./setup";

const input = {
  organizationName: "Zoë & Söhne GmbH",
  email: "lena@zoe.example",
  name: "Lena",
  password: "violet ladder seventeen",
};

async function link(): Promise<string> {
  const issued = await issueSetupLink();
  if (issued === undefined) throw new Error("there is an admin");
  return issued.secret;
}

// The one thing here that is not a tenant's own: whether Muster has any admin.
beforeEach(async () => {
  await db.admin.deleteMany();
  await db.setupLink.deleteMany();
});

describe("the set-up link", () => {
  test("makes the first organization and its owner, once", async () => {
    const secret = await link();
    expect(await isSetupSecretUsable(secret)).toBe(true);
    const made = await createFirstAdmin(secret, input);
    expect(made.organization.slug).toMatch(/^zoe-sohne-gmbh/);
    expect(await isSetupSecretUsable(secret)).toBe(false);
    await expect(createFirstAdmin(secret, { ...input, email: "b@zoe.example" })).rejects.toMatchObject({
      key: "errors.setupLinkSpent",
    });
    const scope = { organizationId: made.organization.id, actor: { kind: "operator" } } as const;
    expect((await listAuditEvents(scope, { limit: 9 })).map(({ action, actor }) => [action, actor])).toEqual([
      ["admin.create", input.email],
      ["organization.create", input.email],
    ]);
  });

  test("is not issued when there is an admin", async () => {
    await createTenant();
    expect(await issueSetupLink()).toBeUndefined();
  });

  test("ends when a newer one is issued", async () => {
    const older = await link();
    const newer = await link();
    await expect(createFirstAdmin(older, input)).rejects.toMatchObject({ key: "errors.setupLinkSpent" });
    await expect(createFirstAdmin(newer, input)).resolves.toMatchObject({ admin: { email: input.email } });
  });

  test("ends after a day", async () => {
    const secret = await link();
    await db.setupLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await isSetupSecretUsable(secret)).toBe(false);
    await expect(createFirstAdmin(secret, input)).rejects.toMatchObject({ key: "errors.setupLinkSpent" });
  });

  test("that nobody issued makes nothing", async () => {
    await expect(createFirstAdmin("x".repeat(43), input)).rejects.toMatchObject({ key: "errors.setupLinkSpent" });
    expect(await db.admin.count()).toBe(0);
  });

  test("used by many at the same time makes one admin and one organization", async () => {
    const secret = await link();
    const organizationsBefore = await db.organization.count();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => createFirstAdmin(secret, { ...input, email: `a${index}@zoe.example` })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.admin.count()).toBe(1);
    expect(await db.organization.count()).toBe(organizationsBefore + 1);
  });

  test("and the unattended start race for one admin", async () => {
    const secret = await link();
    const outcomes = await Promise.allSettled([
      createFirstAdmin(secret, input),
      createFirstAdminUnattended({ ...input, email: "boot@zoe.example" }),
    ]);
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await db.admin.count()).toBe(1);
  });

  test("takes a free slug when an organization has that name already", async () => {
    const slug = `taken-${crypto.randomUUID().slice(0, 8)}`;
    await createOrganization({ name: "Taken", slug });
    const made = await createFirstAdmin(await link(), { ...input, organizationName: slug });
    expect(made.organization.slug).toBe(`${slug}-2`);
  });

  test.each(["名前", "Admin", "!!!"])("of an organization called %j still gets a slug", async (organizationName) => {
    const made = await createFirstAdmin(await link(), { ...input, organizationName });
    expect(made.organization.slug).toMatch(/^organization(-\d+)?$/);
  });
});

test("the unattended start makes the owner once and is silent afterwards", async () => {
  expect(await createFirstAdminUnattended(input)).toMatchObject({ admin: { email: input.email } });
  expect(await createFirstAdminUnattended(input)).toBeUndefined();
});

test("an unattended start waits for another machine's, and then makes none", async () => {
  const isWaiting = async () => {
    const { rows } = await pool.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    return rows.length > 0;
  };
  let mine: Promise<unknown> = Promise.resolve();
  await db.$transaction(async (theirs) => {
    await lockSetup(theirs);
    await insertAdmin(theirs, { id: uuidv7(), email: "other@zoe.example", name: "Other", passwordHash: "" });
    let isOver = false;
    mine = createFirstAdminUnattended(input).finally(() => (isOver = true));
    while (!isOver && !(await isWaiting())) await new Promise(setImmediate);
  });
  expect(await mine).toBeUndefined();
  expect(await db.admin.count()).toBe(1);
});
