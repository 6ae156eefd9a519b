import type { SignedInContext } from "@/lib/auth/signed-in";
import { sessionIdleMs } from "@/lib/auth/session-lifetime";
import { db } from "@/lib/db/client";
import { endSession, listLiveSessions } from "@/lib/db/sessions";
import type { RevokeSessionInput } from "@/lib/inputs/admin";
import { notFound } from "@/lib/inputs/refusal";

export interface SessionDto {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

/** One's own live sessions, the newest first. */
export async function listSessions({ admin, sessionId }: SignedInContext): Promise<SessionDto[]> {
  const now = new Date();
  const lastSeen = new Date(now.getTime() - sessionIdleMs);
  const sessions = await listLiveSessions(db, admin.id, { lastSeen, now });
  return sessions.map(({ revokedAt: _, ...session }) => ({ ...session, current: session.id === sessionId }));
}

/**
 * Ends one of one's own sessions, from its next request on.
 * @throws Refusal when there is no such live session of this admin
 */
export async function revokeSession({ admin }: SignedInContext, input: RevokeSessionInput): Promise<void> {
  if (!(await endSession(db, admin.id, input.sessionId, new Date()))) throw notFound();
}
