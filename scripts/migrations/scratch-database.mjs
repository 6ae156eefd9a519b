import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { loadBundle } from "../boot/environment.mjs";
import { startPostgres } from "../postgres/start-postgres.mjs";

/** Nothing in a scratch database outlives its use, so it need not survive a power cut. */
export const scratchSettings = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  shared_buffers: "64MB",
  // Tests have deadlocks on purpose, several in a row, and each is waited for so long.
  deadlock_timeout: "50ms",
};

/**
 * Runs `work` with the URL of a database of its own that has every migration applied, and removes it afterwards.
 *
 * @template T
 * @param {(databaseUrl: string) => Promise<T>} work
 */
export async function withScratchDatabase(work) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "muster-scratch-"));
  try {
    const postgres = await startPostgres({ dataDir, settings: scratchSettings });
    try {
      const { migrate } = await loadBundle("migrate");
      await migrate(postgres.url);
      return await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
