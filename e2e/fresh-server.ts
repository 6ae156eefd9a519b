/** A Muster of its own, as `npm start` makes it on a data directory that does not exist yet. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface FreshServer {
  readonly url: string;
  /** The one-time link that it printed. */
  readonly setupLink: string;
  stop(): Promise<void>;
}

const startScript = fileURLToPath(new URL("../scripts/start.mjs", import.meta.url));
/** A first start may have to build. */
const patienceMs = 240_000;

/** Starts a server and gives it when it serves. Throws with its output when it does not. */
export async function startFreshServer(): Promise<FreshServer> {
  const port = await freePort();
  const parent = await mkdtemp(join(tmpdir(), "muster-journey-"));
  const child = spawn(process.execPath, [startScript], {
    env: {
      ...process.env,
      PORT: String(port),
      MUSTER_DATA_DIR: join(parent, "data"),
      DATABASE_URL: "",
      NEXTAUTH_SECRET: "",
      NEXTAUTH_URL: "",
      MUSTER_PUBLIC_URL: "",
      MUSTER_ADMIN_EMAIL: "",
      MUSTER_SCIM_DOOR: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not serving after ${patienceMs} ms:\n${output}`)), patienceMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const link = /https?:\/\/\S+\/setup\/\S+/.exec(output)?.[0];
      if (link === undefined) return;
      clearTimeout(timer);
      resolve(link);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    await rm(parent, { recursive: true, force: true });
  };
  try {
    const setupLink = await ready;
    const serving = () =>
      fetch(new URL("/api/health", setupLink)).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await serving())) await delay(100);
    return { url: new URL(setupLink).origin, setupLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject()));
    });
  });
}
