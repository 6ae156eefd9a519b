import { profileOf } from "@/lib/applications/applications";
import { keptForDays } from "@/lib/applications/deprovision-brake";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findHolder } from "@/lib/db/deleted-users";
import { findDirectoryBy } from "@/lib/db/directories";
import { findDeletedUserRecord, findFormerResource } from "@/lib/db/former-resources";
import { findHeldUser } from "@/lib/db/held-users";
import { resourceNames, type ResourceName } from "@/lib/db/resource-names";
import { asJsonObject } from "./as-json-object";
import { shownRows, type ShownAttributeRow } from "./attribute-rows";
import { isUuid } from "./page";

/** A person or group that was deleted, as long as the bin or the log knows it. */
export interface FormerResource {
  readonly id: string;
  readonly name: string;
  /** The last that happened, as a rule the deletion. */
  readonly at: Date;
  readonly eventId: string;
  readonly isDeletion: boolean;
}

/** A deleted person. */
export interface FormerUser extends FormerResource {
  /** As long as they can be restored. */
  readonly bin:
    | {
        readonly userName: string;
        readonly externalId: string | null;
        readonly attributes: readonly ShownAttributeRow[];
        /** The groups they come back into: those that are still there. */
        readonly groups: readonly ResourceName[];
        /** Until when. */
        readonly until: Date;
        readonly isHeld: boolean;
        /** Who has the userName now: restoring is refused. */
        readonly takenBy: { readonly id: string; readonly name: string } | undefined;
      }
    | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
const groupsMax = 200;

/** A deleted person; undefined when neither the bin nor the log has them. Call it when the person is not there. */
export async function findFormerUser(scope: DirectoryScope, id: string): Promise<FormerUser | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(id)) return undefined;
  const [record, directory] = await Promise.all([
    findDeletedUserRecord(scope, id),
    findDirectoryBy(db, scope, { id: scope.directoryId }),
  ]);
  if (directory === undefined) return undefined;
  if (record === null) {
    const former = await formerOf(scope, id, "User");
    return former && { ...former, bin: undefined };
  }
  const [held, holder, groups] = await Promise.all([
    findHeldUser(scope, id),
    findHolder(db, scope, record.userNameKey),
    resourceNames(scope, record.groupIds.slice(0, groupsMax)),
  ]);
  const { user } = profileOf(directory.application, directory.settings);
  return {
    id,
    name: record.displayName ?? record.userName,
    at: record.deletedAt,
    eventId: record.eventId,
    isDeletion: true,
    bin: {
      userName: record.userName,
      externalId: record.externalId,
      attributes: shownRows(asJsonObject(record.attributes), user),
      groups: groups.filter(({ isHere }) => isHere),
      until: new Date(record.deletedAt.getTime() + keptForDays * dayMs),
      isHeld: held !== null,
      takenBy: holder === null ? undefined : { id: holder.id, name: holder.displayName ?? holder.userName },
    },
  };
}

/** A deleted group, as long as the log knows it. Call it when the group is not there. */
export async function findFormerGroup(scope: DirectoryScope, id: string): Promise<FormerResource | undefined> {
  requirePermission(scope.actor, "directory:read");
  return isUuid(id) ? formerOf(scope, id, "Group") : undefined;
}

async function formerOf(
  scope: DirectoryScope,
  id: string,
  type: "User" | "Group",
): Promise<FormerResource | undefined> {
  const found = await findFormerResource(scope, id);
  if (found?.resourceType !== type) return undefined;
  return { id, name: found.name, at: found.at, eventId: found.eventId, isDeletion: found.action === "delete" };
}
