import { Pool } from "pg";
import { env } from "@/lib/env";

/**
 * The one connection pool of the process. Prisma (lib/db/client.ts) and the typed SQL of the hot path share it.
 * Statements of the hot path are named, so that PostgreSQL plans each once a connection.
 */
export const pool = new Pool({
  connectionString: env.databaseUrl,
  max: 10,
  application_name: "muster",
  // A stuck statement must not hold a connection for ever; the longest honest one is a page of a million-row list.
  statement_timeout: 30_000,
  idleTimeoutMillis: 60_000,
  keepAlive: true,
});

// A broken idle connection is replaced by the pool; without a listener it would end the process.
pool.on("error", () => undefined);
