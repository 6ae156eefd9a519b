import { setTimeout as delay } from "node:timers/promises";
import { DatabaseError } from "pg";
import type { QueryConfig, QueryResult, QueryResultRow } from "pg";
import { pool } from "./pool";

/** Deadlocks that one statement may lose before its request does. */
const attemptsMax = 10;
const pauseMaxMs = 40;

/**
 * Runs a statement in a transaction of its own. One that PostgreSQL chose to end a deadlock with has done nothing, and is
 * run again: deletions and changes of members of groups that contain each other take the same locks in any order.
 */
export async function runAlone<Row extends QueryResultRow>(
  statement: QueryConfig,
  run: (statement: QueryConfig) => Promise<QueryResult<Row>> = (one) => pool.query<Row>(one),
): Promise<QueryResult<Row>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(statement);
    } catch (error) {
      if (!isDeadlock(error) || attempt === attemptsMax) throw error;
      await delay(Math.random() * pauseMaxMs * attempt);
    }
  }
}

/** Runs a statement on a connection that has forgotten its plans: those of the checks of foreign keys, too. */
export async function runPlannedAnew<Row extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<Row>> {
  const client = await pool.connect();
  try {
    await client.query("DISCARD PLANS");
    return await client.query<Row>(statement);
  } finally {
    client.release();
  }
}

const isDeadlock = (error: unknown): boolean => error instanceof DatabaseError && error.code === "40P01";
