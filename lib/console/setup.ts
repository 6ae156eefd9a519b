import { uuidv7 } from "uuidv7";
import { hashPassword } from "@/lib/auth/password";
import type { OrganizationScope } from "@/lib/auth/scope";
import { hashToken, randomText } from "@/lib/auth/token-secret";
import { hasAdmin, insertAdmin, insertMembership } from "@/lib/db/admins";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { insertOrganization, slugsLike } from "@/lib/db/organizations";
import {
  consumeSetupLink,
  deleteUnusedSetupLinks,
  insertSetupLink,
  isSetupLinkUsable,
  lockSetup,
} from "@/lib/db/setup-links";
import { Refusal } from "@/lib/inputs/refusal";
import type { FirstAdminInput } from "@/lib/inputs/setup";
import { Slug, suggestSlug } from "@/lib/inputs/slug";

const linkLifetimeMs = 24 * 60 * 60 * 1000;

export interface FirstAdminDto {
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string };
  readonly admin: { readonly id: string; readonly email: string };
}

/** Whether Muster has no admin yet, so that the boot sequence should hand out a setup link. */
export async function needsSetup(): Promise<boolean> {
  return !(await hasAdmin(db));
}

/**
 * A one-time link that makes the first admin; it works for a day, and ends every earlier one.
 * @returns the secret of /setup/<secret>, of which only a hash is stored; undefined when there is an admin already
 */
export async function issueSetupLink(): Promise<{ readonly secret: string; readonly expiresAt: Date } | undefined> {
  const secret = randomText(43);
  const expiresAt = new Date(Date.now() + linkLifetimeMs);
  return db.$transaction(async (transaction) => {
    await lockSetup(transaction);
    if (await hasAdmin(transaction)) return undefined;
    await deleteUnusedSetupLinks(transaction);
    await insertSetupLink(transaction, { id: uuidv7(), hash: hashToken(secret), expiresAt });
    return { secret, expiresAt };
  });
}

/** Whether the page behind a setup link should show its form. */
export async function isSetupSecretUsable(secret: string): Promise<boolean> {
  return (await isSetupLinkUsable(db, hashToken(secret), new Date())) && (await needsSetup());
}

/**
 * The first organization and its owner, by a setup link. Of any number of callers at the same time one succeeds.
 * @throws Refusal when the link is unknown, used or expired, or when there is an admin already
 */
export async function createFirstAdmin(setupSecret: string, input: FirstAdminInput): Promise<FirstAdminDto> {
  const made = await makeFirstAdmin(input, async (transaction) => {
    if (!(await consumeSetupLink(transaction, hashToken(setupSecret), new Date()))) {
      throw new Refusal("errors.setupLinkSpent");
    }
  });
  if (made === undefined) throw new Refusal("errors.setupDone");
  return made;
}

/**
 * The same without a link, for an unattended first start (MUSTER_ADMIN_EMAIL …), which several machines may make at once.
 * @returns undefined when there is an admin already
 */
export async function createFirstAdminUnattended(input: FirstAdminInput): Promise<FirstAdminDto | undefined> {
  return (await needsSetup()) ? makeFirstAdmin(input, deleteUnusedSetupLinks) : undefined;
}

async function makeFirstAdmin(
  input: FirstAdminInput,
  spend: (transaction: Database) => Promise<void>,
): Promise<FirstAdminDto | undefined> {
  const passwordHash = await hashPassword(input.password);
  const { email, organizationName } = input;
  const name = input.name === undefined || input.name === "" ? email : input.name;
  return db.$transaction(async (transaction) => {
    await lockSetup(transaction);
    await spend(transaction);
    if (await hasAdmin(transaction)) return undefined;
    const slug = await freeSlug(transaction, organizationName);
    const organization = await insertOrganization(transaction, { id: uuidv7(), slug, name: organizationName });
    const admin = await insertAdmin(transaction, { id: uuidv7(), email, name, passwordHash });
    await insertMembership(transaction, { organizationId: organization.id, adminId: admin.id, role: "owner" });
    const scope: OrganizationScope = {
      organizationId: organization.id,
      actor: { kind: "admin", adminId: admin.id, email, role: "owner" },
    };
    await insertAuditEvent(transaction, scope, { action: "organization.create", target: slug });
    await insertAuditEvent(transaction, scope, { action: "admin.create", target: email, details: { role: "owner" } });
    return { organization: { id: organization.id, slug, name: organizationName }, admin: { id: admin.id, email } };
  });
}

/** A slug from the name that no organization has; operators may have made some before the first admin came. */
async function freeSlug(transaction: Database, name: string): Promise<string> {
  const suggested = suggestSlug(name);
  const base = Slug.safeParse(suggested).success ? suggested.slice(0, 36) : "organization";
  const taken = new Set(await slugsLike(transaction, base));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}
