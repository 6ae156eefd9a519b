export type HealthKind = "off" | "noToken" | "waiting" | "healthy" | "failing";

export interface HealthFacts {
  readonly enabled: boolean;
  /** Tokens and OAuth clients ever made. */
  readonly credentials: number;
  readonly lastRequestAt: Date | null;
  /** Refused requests of the last hour. */
  readonly recentFailures: number;
}

/**
 * The simplest honest answer. Only the last hour's failures count: a cycle comes about every 40 minutes (ENTRA.md §5), so
 * what still fails keeps saying so, and what was repaired is forgiven by itself.
 */
export function healthOf({ enabled, credentials, lastRequestAt, recentFailures }: HealthFacts): HealthKind {
  if (!enabled) return "off";
  if (lastRequestAt === null) return credentials === 0 ? "noToken" : "waiting";
  return recentFailures > 0 ? "failing" : "healthy";
}
