import type { BrakeTerms } from "@/lib/applications/deprovision-brake";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import type { HeldNotice, Leaving } from "./resource-store";

/*
 * What a statement that disables or deletes a person does beside it. Its CTE `changed` has the person's "id", or no row
 * where nothing was written; `braked` then says whether the brake holds it.
 */

/** CTE: the brake counts it (muster_deprovision of the migrations). */
export const countedByBrake = (
  { directoryId, organizationId }: DirectoryScope,
  event: ProvisioningEvent,
  kind: "disable" | "delete",
  { least, percent, hours }: BrakeTerms,
): SqlFragment => sql`, braked AS MATERIALIZED (
    SELECT "muster_deprovision"(${directoryId}::uuid, ${organizationId}::uuid, changed."id", ${event.id}::uuid,
      ${kind}::text, ${least}::int, ${percent}::int, ${hours}::int) AS "held" FROM changed
  )`;

/** CTEs: somebody who was held as disabled is held as deleted; nobody is counted. */
const stillHeld = ({ directoryId }: DirectoryScope, event: ProvisioningEvent): SqlFragment => sql`, carried AS (
    UPDATE "HeldUser" h SET "kind" = 'delete', "eventId" = ${event.id}::uuid FROM changed
    WHERE h."directoryId" = ${directoryId} AND h."userId" = changed."id" RETURNING 1
  ), braked AS MATERIALIZED (SELECT EXISTS (SELECT 1 FROM carried) AS "held")`;

/** CTEs: the person goes into the bin as they were, and the brake is asked. Memberships go with the row of User. */
export const intoBin = (
  scope: DirectoryScope,
  event: ProvisioningEvent,
  leaving: Leaving,
): SqlFragment => sql`, kept AS (
    INSERT INTO "DeletedUser" ("directoryId", "id", "organizationId", "userName", "userNameKey", "externalId",
      "displayName", "attributes", "version", "created", "groupIds", "deletedAt", "eventId")
    SELECT c."directoryId", c."id", c."organizationId", c."userName", c."userNameKey", c."externalId",
      c."displayName", c."attributes", c."version", c."created",
      ARRAY(SELECT m."groupId" FROM "Member" m WHERE m."directoryId" = c."directoryId" AND m."memberUserId" = c."id"),
      ${event.at}::timestamptz, ${event.id}::uuid
    FROM changed c
  )${leaving.wasActive && leaving.terms ? countedByBrake(scope, event, "delete", leaving.terms) : stillHeld(scope, event)}`;

/** For insertEventsSql: what the log row says where it is held. */
export function heldOverrides({ code, step }: HeldNotice): Readonly<Record<string, SqlFragment>> {
  const whenHeld = (value: SqlFragment, column: string) =>
    sql`CASE WHEN (SELECT "held" FROM braked) THEN ${value} ELSE event.${raw(`"${column}"`)} END`;
  return {
    status: whenHeld(raw("'warning'"), "status"),
    code: whenHeld(sql`${code}::text`, "code"),
    steps: whenHeld(sql`coalesce(event."steps", '[]') || ${JSON.stringify([step])}::jsonb`, "steps"),
  };
}

/** CTE: nothing is held of whom the identity provider makes active again. */
export const noLongerHeld = ({ directoryId }: DirectoryScope): SqlFragment => sql`, freed AS (
    DELETE FROM "HeldUser" h USING changed WHERE h."directoryId" = ${directoryId} AND h."userId" = changed."id"
  )`;
