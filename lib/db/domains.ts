import type { OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

export interface DomainRecord {
  readonly id: string;
  /** Lower-case ASCII. */
  readonly name: string;
  readonly state: "pending" | "verified" | "failing";
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
}

const columns = { id: true, name: true, state: true, createdAt: true, verifiedAt: true } as const;

/**
 * Fails with a unique violation (unique-error.ts) when the organization has the domain, or when it is to be verified and
 * another organization has it verified.
 */
export async function insertDomain(
  db: Database,
  { organizationId }: OrganizationScope,
  domain: Pick<DomainRecord, "id" | "name" | "state" | "verifiedAt">,
): Promise<DomainRecord> {
  return db.domain.create({ data: { ...domain, organizationId }, select: columns });
}

/** The organization's domains, by name. */
export async function listDomainsOf(db: Database, { organizationId }: OrganizationScope): Promise<DomainRecord[]> {
  return db.domain.findMany({ where: { organizationId }, select: columns, orderBy: { name: "asc" } });
}

export async function findDomainByName(
  db: Database,
  { organizationId }: OrganizationScope,
  name: string,
): Promise<DomainRecord | undefined> {
  return (await db.domain.findFirst({ where: { organizationId, name }, select: columns })) ?? undefined;
}

export async function findDomain(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<DomainRecord | undefined> {
  return (await db.domain.findFirst({ where: { organizationId, id }, select: columns })) ?? undefined;
}

/** @returns whether there was one to remove */
export async function deleteDomain(db: Database, { organizationId }: OrganizationScope, id: string): Promise<boolean> {
  const { count } = await db.domain.deleteMany({ where: { organizationId, id } });
  return count > 0;
}
