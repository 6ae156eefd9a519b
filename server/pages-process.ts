import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createProxyServer } from "httpxy";
import { log } from "@/lib/log";
import { connectionsMax } from "./pages-order";
import type { PagesOrder } from "./pages-order";

/** How long a process that ended by itself is let lie before the next one, and one told to end may take. */
const restartMs = 1_000;
const patienceMs = 5_000;

/** Next in a process of its own (DECISIONS.md). */
export interface PagesProcess {
  /** Where it listens: a path of this machine that nobody but this user can open. */
  readonly address: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts Next in a process of its own, and again should it end by itself; the SCIM service does not notice.
 * @throws Error when the first one does not come up
 */
export async function startPages(dir: string): Promise<PagesProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), "muster-pages-"));
  const address = process.platform === "win32" ? `\\\\.\\pipe\\${path.basename(folder)}` : path.join(folder, "socket");
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });
  const proxy = createProxyServer({ target: { socketPath: address }, agent });
  let closing = false;
  let child: ChildProcess;

  const launch = async () => {
    await rm(address, { force: true });
    child = await startChild({ dir, address });
    child.once("exit", (code, signal) => {
      if (closing) return;
      log.error({ code, signal }, "the process of the pages ended; starting another");
      void relaunch();
    });
  };
  const relaunch = async () => {
    await delay(restartMs);
    if (closing) return;
    await launch().catch((error: unknown) => {
      log.error({ err: error }, "the process of the pages does not start; trying again");
      void relaunch();
    });
  };
  await launch();

  return {
    address,
    handle: async (request, response) => {
      // The lane knows who asks; Next must not be told otherwise by what the connection says.
      await proxy.web(request, response).catch((error: unknown) => {
        if (response.headersSent || response.destroyed) return response.destroy();
        log.warn({ err: error }, "a page could not be had");
        response.writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "2" });
        return response.end("The console is just starting again. Reload in a moment.\n");
      });
    },
    close: async () => {
      closing = true;
      await end(child);
      agent.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @throws Error when it ends before it serves */
function startChild(order: PagesOrder): Promise<ChildProcess> {
  const child = fork(path.join(order.dir, "dist/pages.mjs"), { execArgv: ["--enable-source-maps"] });
  child.send(order);
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`The console's process ended (${code}) before it served.`));
    child.once("exit", fail);
    child.once("message", () => {
      child.off("exit", fail);
      resolve(child);
    });
  });
}

/** The end of the channel ends it; what does not listen is ended by force. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (child.connected) child.disconnect();
  const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await gone;
  clearTimeout(force);
}
