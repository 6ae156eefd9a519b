import { uuidv7 } from "uuidv7";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { Prisma } from "@/prisma/generated/client";
import { db } from "../client";

/** What a test says of a row of the provisioning log; of what it does not say, any request's. */
export type LogRow = Partial<Omit<Prisma.ProvisioningEventCreateManyInput, "organizationId" | "directoryId">>;

/**
 * Writes rows into a directory's log, the oldest first.
 * @returns their ids, in that order
 */
export async function insertLogRows(
  { organizationId, directoryId }: DirectoryScope,
  rows: readonly LogRow[],
): Promise<string[]> {
  const data = rows.map((row) => ({
    organizationId,
    directoryId,
    id: uuidv7(),
    at: new Date(),
    durationMs: 3,
    httpStatus: 200,
    method: "PATCH",
    path: "/scim/v2/Users",
    resourceType: "User",
    action: "update",
    status: "success",
    ...row,
  }));
  await db.provisioningEvent.createMany({ data });
  return data.map(({ id }) => id);
}
