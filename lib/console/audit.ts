import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { listAuditEventsOf } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";

export interface AuditEventDto {
  readonly id: string;
  readonly at: Date;
  readonly directoryId: string | null;
  /** The admin's e-mail address, or "operator". */
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly details: unknown;
}

/** What admins and operators did in the organization, the newest first. `before` is the last id of the former page. */
export async function listAuditEvents(
  scope: OrganizationScope,
  page: { readonly before?: string; readonly limit: number },
): Promise<AuditEventDto[]> {
  requirePermission(scope.actor, "audit:read");
  return listAuditEventsOf(db, scope, page);
}
