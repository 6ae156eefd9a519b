import type { Role } from "@/lib/auth/scope";
import type { Database } from "./client";

export interface AdminRecord {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const columns = { id: true, email: true, name: true, createdAt: true, disabledAt: true } as const;

/** Fails with a unique violation when the e-mail address is taken (unique-error.ts). */
export async function insertAdmin(
  db: Database,
  admin: { readonly id: string; readonly email: string; readonly name: string; readonly passwordHash: string },
): Promise<AdminRecord> {
  return db.admin.create({ data: admin, select: columns });
}

/** @param email lower-cased */
export async function findAdminByEmail(db: Database, email: string): Promise<AdminRecord | undefined> {
  return (await db.admin.findUnique({ where: { email }, select: columns })) ?? undefined;
}

/** For verifying a password, and for nothing else: the only query that reads the hash. */
export async function findPasswordHash(
  db: Database,
  email: string,
): Promise<{ readonly id: string; readonly passwordHash: string; readonly disabledAt: Date | null } | undefined> {
  const select = { id: true, passwordHash: true, disabledAt: true } as const;
  return (await db.admin.findUnique({ where: { email }, select })) ?? undefined;
}

/** Whether anybody can sign in at all. */
export async function hasAdmin(db: Database): Promise<boolean> {
  return (await db.admin.findFirst({ select: { id: true } })) !== null;
}

/** Fails with a unique violation when the admin already belongs to the organization (unique-error.ts). */
export async function insertMembership(
  db: Database,
  membership: { readonly organizationId: string; readonly adminId: string; readonly role: Role },
): Promise<void> {
  await db.membership.create({ data: membership, select: { adminId: true } });
}

/** The admins of one organization, by e-mail address. */
export async function listMembers(
  db: Database,
  organizationId: string,
): Promise<(AdminRecord & { readonly role: Role })[]> {
  const rows = await db.membership.findMany({
    where: { organizationId },
    select: { role: true, admin: { select: columns } },
    orderBy: { admin: { email: "asc" } },
  });
  return rows.map(({ role, admin }) => ({ ...admin, role }));
}
