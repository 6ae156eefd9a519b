// npm run bench -- log: how long the provisioning log takes to answer each filter, over a log as long as asked for, in a
// PostgreSQL of its own with production's memory. Nothing stays.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "../boot/environment.mjs";
import { startPostgres } from "../postgres/start-postgres.mjs";

/** Only the filling is in a hurry: what is measured reads. */
const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "8GB" };

/** @param {readonly string[]} args */
export async function benchLog(args) {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: "string", default: "1e7" }, runs: { type: "string", default: "40" } },
  });
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "muster-bench-log-"));
  try {
    const postgres = await startPostgres({ dataDir, settings });
    try {
      await ask(postgres.url, [values.rows, values.runs]);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function ask(databaseUrl, args) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/bench/log-filters.ts", ...args], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: "of no use to this bench",
      MUSTER_LOG_LEVEL: "warn",
    },
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`log-filters.ts ended with ${code}`))));
  });
}
