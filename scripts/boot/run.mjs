import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "./progress.mjs";

/**
 * Runs a program to its end, keeping what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined>, what: string, logFile?: string }} options
 *   what: names the step in the error; logFile: where everything printed is kept
 * @throws {OperatorError} with the end of what it printed, when it fails
 */
export function run(command, args, { cwd, env = {}, what, logFile }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32" && command === "npm",
    });
    const stop = () => child.kill("SIGTERM");
    process.once("exit", stop);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
    child.on("error", (cause) => reject(new OperatorError(`${what} failed: ${cause.message}`, { cause })));
    child.on("close", (code, signal) => {
      process.removeListener("exit", stop);
      if (logFile) {
        mkdirSync(path.dirname(logFile), { recursive: true });
        writeFileSync(logFile, printed);
      }
      if (code === 0) resolve(printed);
      else {
        const last = printed.trimEnd().split("\n").slice(-40).join("\n");
        const where = logFile ? `\nEverything it printed is in ${logFile}.` : "";
        reject(new OperatorError(`${what} failed (${signal ?? `exit code ${code}`}):\n${last}${where}`));
      }
    });
  });
}
