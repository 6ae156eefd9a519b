// Vitest's global set-up of the `db` project: a PostgreSQL of its own, migrated, gone afterwards.

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { migrate } from "@/lib/db/migrate";
import { scratchSettings } from "../migrations/scratch-database.mjs";
import { startPostgres } from "../postgres/start-postgres.mjs";

export default async function setup() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "muster-db-"));
  const postgres = await startPostgres({ dataDir, settings: scratchSettings });
  process.env.DATABASE_URL = postgres.url;
  await migrate(postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
