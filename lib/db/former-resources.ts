import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "./client";
import { isKept } from "./kept-events";

/** A person in the bin, as a page shows them. */
export async function findDeletedUserRecord({ directoryId, organizationId }: DirectoryScope, id: string) {
  return db.deletedUser.findFirst({
    where: { directoryId, organizationId, id },
    select: {
      id: true,
      userName: true,
      userNameKey: true,
      displayName: true,
      externalId: true,
      attributes: true,
      version: true,
      created: true,
      groupIds: true,
      deletedAt: true,
      eventId: true,
    },
  });
}

/** What the log still has of a resource that is gone: the last of its rows that is no refusal. */
export interface FormerResourceRecord {
  readonly resourceType: "User" | "Group";
  readonly name: string;
  readonly at: Date;
  readonly action: string;
  readonly eventId: string;
}

/** Somebody or something that only the log knows any more; it is for the caller to know that it is not there. */
export async function findFormerResource(scope: DirectoryScope, id: string): Promise<FormerResourceRecord | undefined> {
  const [found] = await db.$queryRaw<FormerResourceRecord[]>`
    SELECT e."resourceType", coalesce(e."displayName", e."userName", e."externalId", e."resourceId"::text) AS "name", e."at",
      e."action", e."id" AS "eventId"
    FROM "ProvisioningEvent" e
    WHERE e."directoryId" = ${scope.directoryId}::uuid AND e."organizationId" = ${scope.organizationId}::uuid
      AND e."resourceId" = ${id}::uuid AND e."resourceType" IN ('User', 'Group') AND ${isKept(scope)}
      AND e."status" IN ('success', 'warning') AND e."action" <> 'read'
    ORDER BY e."id" DESC LIMIT 1`;
  return found;
}
