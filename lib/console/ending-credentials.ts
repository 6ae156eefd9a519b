import { endedCodes } from "@/lib/alerts/remind";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { soonDays, urgencyOf } from "@/lib/credentials/credential-end";
import type { Urgency } from "@/lib/credentials/credential-end";
import { db } from "@/lib/db/client";
import { listEndingOf } from "@/lib/db/ending-credentials";
import type { EndingCredential } from "@/lib/db/ending-credentials";

export interface EndingDto extends Pick<
  EndingCredential,
  | "kind"
  | "id"
  | "name"
  | "identifier"
  | "lastFour"
  | "lastUsedAt"
  | "expiresAt"
  | "directorySlug"
  | "directoryName"
  | "provider"
> {
  readonly urgency: Urgency;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The tokens and client secrets that end within 30 days and that nothing replaces yet, and those that have ended and are
 * still presented; the soonest first. Of an organization, or of one directory.
 */
export async function listEndingCredentials(scope: OrganizationScope | DirectoryScope): Promise<EndingDto[]> {
  requirePermission(scope.actor, "token:read");
  const now = new Date();
  const until = new Date(now.getTime() + soonDays * dayMs);
  const ending = await listEndingOf(db, scope, { now, until, codes: endedCodes });
  return ending
    .map((one) => ({
      kind: one.kind,
      id: one.id,
      name: one.name,
      identifier: one.identifier,
      lastFour: one.lastFour,
      lastUsedAt: one.lastUsedAt,
      expiresAt: one.expiresAt,
      directorySlug: one.directorySlug,
      directoryName: one.directoryName,
      provider: one.provider,
      urgency: urgencyOf(one.expiresAt, now),
    }))
    .sort((left, right) => left.expiresAt.getTime() - right.expiresAt.getTime());
}
