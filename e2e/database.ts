/** What the interface cannot prove is read from the database itself. */
import pg from "pg";
import { env } from "@/lib/env";

let pool: pg.Pool | undefined;

/** The rows of one statement. The pool belongs to the Playwright worker; closeDatabase ends it. */
export async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  pool ??= new pg.Pool({ connectionString: env.databaseUrl, max: 4 });
  const result = await pool.query<Record<string, unknown>>(text, values);
  return result.rows;
}

export async function closeDatabase(): Promise<void> {
  await pool?.end();
  pool = undefined;
}
