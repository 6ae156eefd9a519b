/** What the interface cannot prove is read from the database itself. */
import { db } from "@/lib/db/client";
import { endConnections } from "@/lib/db/pipelines";
import { pool } from "@/lib/db/pool";

/** The rows of one statement. */
export async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const result = await pool.query<Record<string, unknown>>(text, values);
  return result.rows;
}

/** Ends the Playwright worker's connections. */
export async function closeDatabase(): Promise<void> {
  await db.$disconnect();
  await endConnections();
}
