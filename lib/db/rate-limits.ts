import { RateLimiterPostgres } from "rate-limiter-flexible";
import { pool } from "./pool";

/**
 * A counter shared by every process: `points` per `durationS` seconds and key. Its rows live in "RateLimit", which the
 * migration makes; they are swept an hour after they ended by the one limiter that is told to.
 */
export function rateLimiter(options: {
  readonly keyPrefix: string;
  readonly points: number;
  readonly durationS: number;
  readonly sweeps?: boolean;
}): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "RateLimit",
    tableCreated: true,
    keyPrefix: options.keyPrefix,
    points: options.points,
    duration: options.durationS,
    clearExpiredByTimeout: options.sweeps ?? false,
  });
}
