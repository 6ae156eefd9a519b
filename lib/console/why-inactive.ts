import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { lastRefusal, logBegins, stateChangesOf } from "@/lib/db/explanations";
import { codes } from "@/lib/insight/codes";
import { isUuid } from "./page";
import { toReason, type Reason } from "./reason";

/** Why a person is inactive, or active although the identity provider wants otherwise. */
export type WhyInactive = (
  | {
      readonly kind:
        | "disabled"
        /** The brake holds that they were disabled: for the application they are active. */
        | "held"
        | "createdInactive"
        /** They were inactive when they were deleted, and an admin brought them back. */
        | "restoredInactive";
      readonly reason: Reason;
    }
  /** The brake held it, and an admin let it happen. */
  | { readonly kind: "allowed"; readonly reason: Reason; readonly asked: Reason | undefined }
  /** The log no longer tells. */
  | { readonly kind: "unknown"; readonly logBegins: Date | null }
) & {
  /** A later change of the person that was refused: perhaps the one that would have changed it. */
  readonly refusedSince: Reason | undefined;
};

/** Enough to tell a decision from what was decided about. */
const changesMax = 4;

/** The reason, out of the log; undefined for a person who is active and not held. */
export async function whyInactive(
  scope: DirectoryScope,
  { id, active, isHeld }: { readonly id: string; readonly active: boolean; readonly isHeld: boolean },
): Promise<WhyInactive | undefined> {
  requirePermission(scope.actor, "directory:read");
  if ((active && !isHeld) || !isUuid(id)) return undefined;
  const changes = await stateChangesOf(scope, id, changesMax);
  const [last] = changes;
  const refused = await lastRefusal(scope, id, last?.id);
  const refusedSince = refused && toReason(refused);
  const unknown = async () => ({ kind: "unknown" as const, logBegins: await logBegins(scope), refusedSince });
  if (last === undefined) return unknown();
  const reason = toReason(last);
  if (last.action === "create") return { kind: "createdInactive", reason, refusedSince };
  if (last.action === "restore") return { kind: "restoredInactive", reason, refusedSince };
  if (last.action !== "disable") return unknown();
  if (isHeld) return { kind: "held", reason, refusedSince };
  if (reason.decidedBy === undefined) return { kind: "disabled", reason, refusedSince };
  const asked = changes.find(({ action, code }) => action === "disable" && code === codes.heldByBrake);
  return { kind: "allowed", reason, asked: asked && toReason(asked), refusedSince };
}
