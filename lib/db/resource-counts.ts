import { Prisma } from "@/prisma/generated/client";

/** Up to so many people, who is disabled is counted whenever somebody asks. */
export const countedMax = 20_000;

const sumOf = (directoryId: Prisma.Sql, type: "User" | "Group") => Prisma.sql`(SELECT coalesce(sum(c."count"), 0)::int
    FROM "ResourceCount" c WHERE c."directoryId" = ${directoryId} AND c."resourceType" = ${type})`;

/** How many people a directory has, whoever they are. */
export const peopleOf = (directoryId: Prisma.Sql) => sumOf(directoryId, "User");

export const groupCountOf = (directoryId: Prisma.Sql) => sumOf(directoryId, "Group");

/**
 * A row `"people", "inactive"` of how many people a directory has, and how many of them are not active. All are counted as
 * they come and go ("ResourceCount"); finding the inactive ones means reading everybody. So of a large directory it is told
 * what the surveys know (lib/insight/fold-hours.ts): some seconds old, and what admins decide is in it within the hour.
 * @param directoryId a column or value
 */
export const peopleCountsOf = (directoryId: Prisma.Sql) => Prisma.sql`(
  SELECT p."people", CASE
      WHEN p."people" > ${countedMax} THEN least(p."people", greatest(0, coalesce((
        SELECT b."disabledBefore" + (SELECT sum(h."disabledMore") FROM "HourlyCount" h
          WHERE h."directoryId" = b."directoryId" AND h."hour" >= b."hour")
        FROM "HourlyCount" b WHERE b."directoryId" = ${directoryId} AND b."disabledBefore" IS NOT NULL
        ORDER BY b."hour" DESC LIMIT 1), ${inactiveOf(directoryId)})))
      ELSE ${inactiveOf(directoryId)} END::int AS "inactive"
  FROM (SELECT ${peopleOf(directoryId)} AS "people") p)`;

function inactiveOf(directoryId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM "User" u WHERE u."directoryId" = ${directoryId} AND NOT u."active")`;
}
