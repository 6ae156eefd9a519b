import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";
import { db } from "./client";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import { uuidFloor } from "./uuid-time";

/** A log row without its bodies. */
export interface EventListRecord {
  id: string;
  at: Date;
  durationMs: number;
  action: string;
  status: string;
  httpStatus: number;
  scimType: string | null;
  code: string | null;
  detail: string | null;
  resourceType: string | null;
  resourceId: string | null;
  userName: string | null;
  externalId: string | null;
  displayName: string | null;
  /** Paths of the first few modified properties. */
  modifiedPaths: Prisma.JsonValue;
}

export interface EventListQuery extends KeysetRequest {
  readonly statuses?: readonly string[];
  readonly actions?: readonly string[];
  /** Leaves reads, granted access tokens and Muster's own tests out; they are most of the log and change nothing. */
  readonly withoutReads?: boolean;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly credentialId?: string;
  /** Part of userName, externalId or displayName in any case; or a whole resource or request id. */
  readonly text?: string;
  readonly since?: Date;
}

/** One page of the provisioning log, newest first. Nothing is counted. */
export async function pageOfEvents(scope: DirectoryScope, query: EventListQuery): Promise<KeysetPage<EventListRecord>> {
  const order = statementOrder("desc", query);
  const key = query.after ?? query.before;
  const conditions = [
    ...(query.statuses === undefined ? [] : [Prisma.sql`e."status" IN (${Prisma.join([...query.statuses])})`]),
    ...(query.actions === undefined ? [] : [Prisma.sql`e."action" IN (${Prisma.join([...query.actions])})`]),
    ...(query.withoutReads === true
      ? [Prisma.sql`e."action" NOT IN ('read', 'selfTest') AND (e."action" <> 'token' OR e."status" = 'failure')`]
      : []),
    ...(query.resourceType === undefined ? [] : [Prisma.sql`e."resourceType" = ${query.resourceType}`]),
    ...(query.resourceId === undefined ? [] : [Prisma.sql`e."resourceId" = ${query.resourceId}::uuid`]),
    ...(query.credentialId === undefined ? [] : [Prisma.sql`e."credentialId" = ${query.credentialId}::uuid`]),
    ...(query.text === undefined ? [] : [eventMatches(query.text)]),
    ...(query.since === undefined ? [] : [Prisma.sql`e."id" >= ${uuidFloor(query.since)}::uuid`]),
    ...(key === undefined
      ? []
      : [order === "desc" ? Prisma.sql`e."id" < ${key}::uuid` : Prisma.sql`e."id" > ${key}::uuid`]),
  ];
  const found = await db.$queryRaw<EventListRecord[]>`
    SELECT e."id", e."at", e."durationMs", e."action", e."status", e."httpStatus", e."scimType", e."code", e."detail",
           e."resourceType", e."resourceId", e."userName", e."externalId", e."displayName",
           jsonb_path_query_array(e."modified", '$[0 to 3].path') AS "modifiedPaths"
    FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."organizationId" = ${scope.organizationId}::uuid
      ${conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(conditions, " AND ")}`}
    ORDER BY e."id" ${order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`}
    LIMIT ${query.limit + 1}`;
  return keysetPage(found, query);
}

function eventMatches(search: string): Prisma.Sql {
  const text = search.toLowerCase();
  return Prisma.sql`(
    position(${text} IN lower(e."userName")) > 0
    OR position(${text} IN lower(e."displayName")) > 0
    OR position(${text} IN lower(e."externalId")) > 0
    OR e."resourceId"::text = ${text}
    OR e."id"::text = ${text})`;
}

/** One log row with its (already redacted) bodies, or null. */
export async function findEventRecord(scope: DirectoryScope, id: string) {
  return db.provisioningEvent.findFirst({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id },
    omit: { directoryId: true, organizationId: true },
  });
}
