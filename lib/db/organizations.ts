import type { OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

export interface OrganizationRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

const columns = { id: true, slug: true, name: true, createdAt: true } as const;

/** Fails with a unique violation when the slug is taken (unique-error.ts). */
export async function insertOrganization(
  db: Database,
  organization: Pick<OrganizationRecord, "id" | "slug" | "name">,
): Promise<OrganizationRecord> {
  return db.organization.create({ data: organization, select: columns });
}

export async function findOrganizationBySlug(db: Database, slug: string): Promise<OrganizationRecord | undefined> {
  return (await db.organization.findUnique({ where: { slug }, select: columns })) ?? undefined;
}

/** The scope's organization. */
export async function findOrganization(
  db: Database,
  { organizationId }: OrganizationScope,
): Promise<OrganizationRecord> {
  return db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: columns });
}

/** Gives the scope's organization another shown name; its slug stays, because links and command lines hold it. */
export async function updateOrganizationName(
  db: Database,
  { organizationId }: OrganizationScope,
  name: string,
): Promise<OrganizationRecord> {
  return db.organization.update({ where: { id: organizationId }, data: { name }, select: columns });
}

/** For how many days the scope's organization keeps its provisioning log. */
export async function findLogDays(db: Database, { organizationId }: OrganizationScope): Promise<number> {
  const { logDays } = await db.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { logDays: true },
  });
  return logDays;
}

export async function updateLogDays(
  db: Database,
  { organizationId }: OrganizationScope,
  logDays: number,
): Promise<void> {
  await db.organization.update({ where: { id: organizationId }, data: { logDays }, select: { id: true } });
}

/** Slugs that begin with `prefix`, to find a free one. */
export async function slugsLike(db: Database, prefix: string): Promise<string[]> {
  const rows = await db.organization.findMany({ where: { slug: { startsWith: prefix } }, select: { slug: true } });
  return rows.map(({ slug }) => slug);
}

/** Every organization, by slug; for the operator only. */
export async function listAllOrganizations(
  db: Database,
): Promise<(OrganizationRecord & { readonly directories: number; readonly admins: number })[]> {
  const rows = await db.organization.findMany({
    select: { ...columns, _count: { select: { directories: { where: { sandboxOf: null } }, memberships: true } } },
    orderBy: { slug: "asc" },
  });
  return rows.map(({ _count, ...row }) => ({ ...row, directories: _count.directories, admins: _count.memberships }));
}
