import type { OrganizationScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";

/** A directory's settings as stored, locked until the transaction ends. Undefined: the organization has no such directory. */
export async function lockSettings(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
): Promise<unknown> {
  const rows = await db.$queryRaw<{ settings: unknown }[]>`SELECT "settings" FROM "Directory"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${directoryId}::uuid FOR UPDATE`;
  return rows[0]?.settings;
}

export async function readSettings(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
): Promise<unknown> {
  return (await db.directory.findFirst({ where: { organizationId, id: directoryId }, select: { settings: true } }))
    ?.settings;
}

export async function updateSettings(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
  settings: Prisma.InputJsonObject,
): Promise<void> {
  await db.directory.updateMany({ where: { organizationId, id: directoryId }, data: { settings } });
}

/** Attributes of an extension; `names` absent: all of them. */
export interface ExtensionValues {
  readonly directoryId: string;
  readonly urn: string;
  readonly names?: readonly string[];
}

const haveValues = ({ organizationId }: OrganizationScope, { directoryId, urn, names }: ExtensionValues) =>
  Prisma.sql`"organizationId" = ${organizationId}::uuid AND "directoryId" = ${directoryId}::uuid AND ${
    names
      ? Prisma.sql`jsonb_exists_any("attributes"::jsonb->${urn}::text, ${[...names]}::text[])`
      : Prisma.sql`jsonb_exists("attributes"::jsonb, ${urn}::text)`
  }`;

/** How many people have a value of them. */
export async function countExtensionValues(
  db: Database,
  scope: OrganizationScope,
  values: ExtensionValues,
): Promise<number> {
  const rows = await db.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS "people" FROM "User" WHERE ${haveValues(scope, values)}`;
  return rows[0]?.people ?? 0;
}

/** Takes their values from everybody who has one, also in the bin: nobody brings them back. */
export async function clearExtensionValues(
  db: Database,
  scope: OrganizationScope,
  values: ExtensionValues,
): Promise<void> {
  const { urn, names } = values;
  const without = (column: Prisma.Sql) =>
    names
      ? Prisma.sql`jsonb_strip_nulls(${column} || jsonb_build_object(${urn}::text,
          nullif((${column}->${urn}::text) - ${[...names]}::text[], '{}'::jsonb)))`
      : Prisma.sql`${column} - ${urn}::text`;
  await db.$executeRaw`UPDATE "User" SET "attributes" = (${without(Prisma.raw('"attributes"::jsonb'))})::json,
      "search" = ${without(Prisma.raw('"search"'))}, "version" = "version" + 1, "lastModified" = now()
    WHERE ${haveValues(scope, values)}`;
  await db.$executeRaw`UPDATE "DeletedUser" SET "attributes" = (${without(Prisma.raw('"attributes"::jsonb'))})::json
    WHERE ${haveValues(scope, values)}`;
}
