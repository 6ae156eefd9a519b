import type { OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

export type ProviderName = "entra" | "okta" | "other";

export interface DirectoryRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly application: string;
  readonly provider: ProviderName;
  readonly enabled: boolean;
  /** Null: the default; 0: no limit. */
  readonly requestsPerSecond: number | null;
  /** As stored; lib/applications reads it. */
  readonly settings: unknown;
  readonly createdAt: Date;
}

const columns = {
  id: true,
  slug: true,
  name: true,
  application: true,
  provider: true,
  enabled: true,
  requestsPerSecond: true,
  settings: true,
  createdAt: true,
} as const;

/** Fails with a unique violation when the organization has a directory of that slug (unique-error.ts). */
export async function insertDirectory(
  db: Database,
  { organizationId }: OrganizationScope,
  directory: Omit<DirectoryRecord, "createdAt" | "requestsPerSecond" | "settings">,
): Promise<DirectoryRecord> {
  return db.directory.create({ data: { ...directory, organizationId }, select: columns });
}

/** No sandbox: nobody sees or names one (lib/console/sandbox.ts). */
const real = { sandboxOf: null } as const;

/** The organization's directories, by name. */
export async function listDirectoriesOf(
  db: Database,
  { organizationId }: OrganizationScope,
): Promise<DirectoryRecord[]> {
  return db.directory.findMany({
    where: { organizationId, ...real },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}

export async function findDirectoryBy(
  db: Database,
  { organizationId }: OrganizationScope,
  by: { readonly slug: string } | { readonly id: string },
): Promise<DirectoryRecord | undefined> {
  return (await db.directory.findFirst({ where: { organizationId, ...by, ...real }, select: columns })) ?? undefined;
}

export async function updateRequestRate(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  requestsPerSecond: number,
): Promise<void> {
  await db.directory.updateMany({ where: { organizationId, id }, data: { requestsPerSecond } });
}

/** @returns whether the value changed; false also when the organization has no such directory. */
export async function updateDirectoryEnabled(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  enabled: boolean,
): Promise<boolean> {
  const { count } = await db.directory.updateMany({
    where: { organizationId, id, enabled: !enabled },
    data: { enabled },
  });
  return count > 0;
}

export async function updateProvider(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  provider: ProviderName,
): Promise<void> {
  await db.directory.updateMany({ where: { organizationId, id }, data: { provider } });
}
