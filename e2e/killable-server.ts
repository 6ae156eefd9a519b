/** A Muster of its own that a test may kill as a power cut does, and start again on the same data. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { freePort, launchMuster, readyLine } from "@/scripts/testing/start-muster.mjs";
import type { LaunchedMuster } from "@/scripts/testing/start-muster.mjs";

const Postgres = z.object({ pid: z.number() });

export class KillableServer {
  private constructor(
    private readonly parent: string,
    private readonly env: Readonly<Record<string, string>>,
    private muster: LaunchedMuster,
  ) {}

  /** Starts it on an empty data directory, and gives it when it serves. */
  static async start(): Promise<KillableServer> {
    const parent = await mkdtemp(join(tmpdir(), "muster-killed-"));
    const env = {
      PORT: String(await freePort()),
      MUSTER_DATA_DIR: join(parent, "data"),
      MUSTER_LOG_LEVEL: "fatal",
      MUSTER_SCIM_DOOR: "lane",
    };
    const muster = launchMuster(env);
    const server = new KillableServer(parent, env, muster);
    await muster.waitFor(readyLine);
    return server;
  }

  get url(): string {
    return `http://localhost:${this.env["PORT"]}`;
  }

  /** `npm run muster -- …` on its data. @returns what it printed as JSON. @throws with what it printed when it fails */
  async command(...args: readonly string[]): Promise<unknown> {
    const command = launchMuster(this.env, { script: "scripts/muster.mjs", args: [...args, "--json"] });
    const { code } = await command.exited;
    if (code !== 0) throw new Error(`muster ${args.join(" ")}: ${command.printed()}`);
    return JSON.parse(command.printed());
  }

  /** SIGKILL, in the middle of whatever it does; its PostgreSQL too, where it is to be a power cut. */
  async kill(withDatabase: boolean): Promise<void> {
    const { pid } = Postgres.parse(JSON.parse(await readFile(join(this.parent, "data", "postgres.json"), "utf8")));
    this.muster.kill("SIGKILL");
    if (withDatabase) process.kill(pid, "SIGKILL");
    await this.muster.exited;
  }

  async startAgain(): Promise<void> {
    this.muster = launchMuster(this.env);
    await this.muster.waitFor(readyLine);
  }

  async stop(): Promise<void> {
    await this.muster.stop();
    await rm(this.parent, { recursive: true, force: true });
  }
}
