import { Pool } from "pg";
import type { ClientConfig } from "pg";
import { env } from "@/lib/env";

/** What every connection of the process has in common. */
export const connectionSettings: ClientConfig = {
  connectionString: env.databaseUrl,
  application_name: "muster",
  keepAlive: true,
};

/**
 * The one connection pool of the process, for Prisma (lib/db/client.ts) and for statements that may take long. Short
 * statements of the hot path go through lib/db/pipelines.ts. Statements of both are named, so that PostgreSQL plans each
 * once a connection.
 */
export const pool = new Pool({
  ...connectionSettings,
  max: 10,
  // A stuck statement must not hold a connection for ever; the longest honest one is a page of a million-row list.
  statement_timeout: 30_000,
  idleTimeoutMillis: 60_000,
});

// A broken connection is replaced by the pool; without listeners it would end the process. One that is idle is told to the
// pool; one that is in use by itself, and whoever uses it has the error of their statement.
pool.on("error", () => undefined);
pool.on("connect", (client) => client.on("error", () => undefined));
