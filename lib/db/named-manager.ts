import type { DirectoryScope } from "@/lib/auth/scope";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { isUuid } from "./is-uuid";

export interface NamedManagerRecord {
  /** They are somebody of this directory now. */
  readonly isHere: boolean;
  /** They are in the bin, or were here as far as the log tells. */
  readonly wasHere: boolean;
  /** They were not here when a request named them: the last that had become of them was that they were deleted. */
  readonly wasGone: boolean;
  /** Whoever they were named for has them as manager still. */
  readonly isCurrent: boolean;
}

/** What is known of a manager whom a log row named for a person. An id that is no UUID is nobody's. */
export async function findNamedManager(
  { organizationId, directoryId }: DirectoryScope,
  { value, userId, eventId }: { readonly value: string; readonly userId: string; readonly eventId: string },
): Promise<NamedManagerRecord> {
  const own = (alias: string) => Prisma.sql`${Prisma.raw(alias)}."directoryId" = ${directoryId}::uuid
    AND ${Prisma.raw(alias)}."organizationId" = ${organizationId}::uuid`;
  const id = isUuid(value) ? value : null;
  const [found] = await db.$queryRaw<NamedManagerRecord[]>`
    SELECT EXISTS (SELECT 1 FROM "User" n WHERE ${own("n")} AND n."id" = ${id}::uuid) AS "isHere",
      (EXISTS (SELECT 1 FROM "DeletedUser" b WHERE ${own("b")} AND b."id" = ${id}::uuid)
        OR EXISTS (SELECT 1 FROM "ProvisioningEvent" e WHERE ${own("e")} AND e."resourceId" = ${id}::uuid
          AND e."action" = 'delete' AND e."status" IN ('success', 'warning'))) AS "wasHere",
      coalesce((SELECT e."action" = 'delete' FROM "ProvisioningEvent" e WHERE ${own("e")} AND e."resourceId" = ${id}::uuid
        AND e."id" < ${eventId}::uuid AND e."action" IN ('create', 'delete', 'restore') AND e."status" IN ('success', 'warning')
        ORDER BY e."id" DESC LIMIT 1), false) AS "wasGone",
      EXISTS (SELECT 1 FROM "User" u WHERE ${own("u")} AND u."id" = ${userId}::uuid
        AND lower(u."attributes"->${enterpriseUserUrn}->'manager'->>'value') = lower(${value})) AS "isCurrent"`;
  return found ?? { isHere: false, wasHere: false, wasGone: false, isCurrent: false };
}
