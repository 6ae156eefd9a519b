/** A Muster of its own, as `npm start` makes it on a data directory that does not exist yet. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, launchMuster } from "@/scripts/testing/start-muster.mjs";

export interface FreshServer {
  readonly url: string;
  /** The one-time link that it printed once it served. */
  readonly setupLink: string;
  stop(): Promise<void>;
}

/** Starts a server and gives it when it serves. Throws with its output when it ends before. */
export async function startFreshServer(): Promise<FreshServer> {
  const parent = await mkdtemp(join(tmpdir(), "muster-journey-"));
  const muster = launchMuster({ PORT: String(await freePort()), MUSTER_DATA_DIR: join(parent, "data") });
  const stop = async () => {
    await muster.stop();
    await rm(parent, { recursive: true, force: true });
  };
  try {
    const [setupLink] = await muster.waitFor(/https?:\/\/\S+\/setup\/\S+/);
    return { url: new URL(setupLink).origin, setupLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
