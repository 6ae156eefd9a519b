import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "./client";

/** Whole log rows without bodies, in the order of their ids turned round. */
export async function findEventRecords(scope: DirectoryScope, ids: readonly string[]) {
  return db.provisioningEvent.findMany({
    where: { directoryId: scope.directoryId, organizationId: scope.organizationId, id: { in: [...ids] } },
    orderBy: { id: "desc" },
    omit: { requestBody: true, responseBody: true },
  });
}

export type EventExportRecord = Awaited<ReturnType<typeof findEventRecords>>[number];
