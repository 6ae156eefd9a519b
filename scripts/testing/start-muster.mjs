// A real Muster, started as an operator would, for the tests.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { root } from "../boot/environment.mjs";

/** A port that nobody listens on just now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The caller's environment without what would point Muster at something that is the caller's. */
function neutralEnvironment() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(MUSTER_|NEXTAUTH_|AUTH_|DATABASE_URL$|PORT$|HOST$|NODE_ENV$)/.test(name),
  );
  // Empty, not absent: a developer's .env fills in only what is absent.
  return { ...Object.fromEntries(inherited), DATABASE_URL: "", NEXTAUTH_SECRET: "", MUSTER_PUBLIC_URL: "", HOST: "" };
}

/**
 * Starts Muster and returns at once.
 *
 * @param {Record<string, string>} env at least PORT and MUSTER_DATA_DIR
 * @param {{ script?: string, args?: string[] }} options
 */
export function launchMuster(env, { script = "scripts/start.mjs", args = [] } = {}) {
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    env: { ...neutralEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const listeners = new Set();
  const notify = () => listeners.forEach((listener) => listener());
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
      notify();
    });
  }
  const exited = new Promise((resolve) => {
    child.once("close", (code, signal) => {
      resolve({ code, signal });
      notify();
    });
  });
  return {
    pid: child.pid,
    exited,
    printed: () => printed,
    kill: (signal) => child.kill(signal),

    /** What `pattern` matched in what was printed, as soon as it does. Rejects when Muster ends before. */
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(printed);
          const over = child.exitCode !== null || child.signalCode !== null;
          if (!match && !over) return;
          listeners.delete(look);
          if (match) resolve(match);
          else reject(new Error(`Muster ended without printing ${pattern}:\n${printed}`));
        };
        listeners.add(look);
        look();
      }),

    stop: async () => {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/** The line that says that Muster serves, and where. */
export const readyLine = /Muster is ready: (\S+)/;
