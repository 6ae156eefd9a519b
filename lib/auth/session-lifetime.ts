/** Signed out after eight hours without a request, and after a week in any case. */
export const sessionIdleMs = 8 * 60 * 60 * 1000;
export const sessionLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** `lastSeenAt` is written at most this often: a page view is not a write. */
export const lastSeenThrottleMs = 60 * 1000;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** Whether a session may still be used at `now`. */
export function isLive(session: SessionTimes, now: Date): boolean {
  return (
    session.revokedAt === null &&
    session.expiresAt.getTime() > now.getTime() &&
    session.lastSeenAt.getTime() + sessionIdleMs > now.getTime()
  );
}
