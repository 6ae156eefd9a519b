// A data directory and a port of a test's own, and what is started on them.

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { readConnection } from "../../scripts/postgres/start-postgres.mjs";
import { freePort, launchMuster, readyLine } from "../../scripts/testing/start-muster.mjs";

/** A mktemp -d of mode 0700, as CI clones into: PostgreSQL's own user cannot pass through it. */
export async function ownMuster() {
  const parent = await mkdtemp(path.join(os.tmpdir(), "muster-runtime-"));
  const dataDir = path.join(parent, "data");
  const port = await freePort();
  const started = [];

  /** Starts Muster, or another script of its, and returns at once. */
  function launch(env = {}, options = {}) {
    const muster = launchMuster(
      { PORT: `${port}`, MUSTER_DATA_DIR: dataDir, MUSTER_LOG_LEVEL: "error", ...env },
      options,
    );
    started.push(muster);
    return muster;
  }

  return {
    parent,
    dataDir,
    port,
    launch,

    /** Starts Muster and gives it when it serves. */
    async serving(env) {
      const muster = launch(env);
      await muster.waitFor(readyLine);
      return muster;
    },

    /** The operator command line, to its end. */
    async command(...args) {
      const muster = launch({}, { script: "scripts/muster.mjs", args: [...args, "--json"] });
      const { code } = await muster.exited;
      return { code, printed: muster.printed() };
    },

    health: () => fetch(`http://localhost:${port}/api/health`),

    /** The rows of one statement. */
    async query(sql) {
      const { url } = await readConnection(dataDir);
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(sql);
      await client.end();
      return rows;
    },

    /** Stops whatever was started, and leaves nothing behind. */
    async end() {
      await Promise.all(started.map((muster) => muster.stop()));
      // Again where something was still written: who is killed leaves helpers behind for a moment.
      await rm(parent, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
