import type { OrganizationScope } from "@/lib/auth/scope";
import { insertAuditEvent } from "@/lib/db/audit-events";
import type { AuditEntry } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/unique-error";
import type { Refusal } from "@/lib/inputs/refusal";

/**
 * A change and the event that tells of it, in one transaction: neither exists without the other.
 * @param change answers the value and the entry (none, where it concerns nobody but who did it); a thrown error undoes both
 * @param onConflict the refusal when another row already has a unique value
 */
export async function audited<T>(
  scope: OrganizationScope,
  change: (transaction: Database) => Promise<{ readonly value: T; readonly entry: AuditEntry | undefined }>,
  onConflict?: Refusal,
): Promise<T> {
  try {
    return await db.$transaction(async (transaction) => {
      const { value, entry } = await change(transaction);
      if (entry !== undefined) await insertAuditEvent(transaction, scope, entry);
      return value;
    });
  } catch (error) {
    if (onConflict !== undefined && isUniqueViolation(error)) throw onConflict;
    throw error;
  }
}
