import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
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
  /** Whether a process that saw a key above its points refuses it without asking the database again. */
  readonly inMemory?: boolean;
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
    ...(options.inMemory === true && { inMemoryBlockOnConsumed: options.points + 1 }),
  });
}

/**
 * Counts one.
 * @returns undefined while there are points left, or the seconds after which there are again
 */
export async function consume(limiter: RateLimiterPostgres, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.ceil(error.msBeforeNext / 1000);
    throw error;
  }
}
