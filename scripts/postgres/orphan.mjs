// What an earlier PostgreSQL left behind: itself, running without its Muster, or a postmaster.pid that lies.

import { spawnSync } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** The first line of postmaster.pid, if there is such a file. */
async function recordedPid(directory) {
  const text = await readFile(path.join(directory, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return pid > 1 ? pid : undefined;
}

/** Whether `pid` is a PostgreSQL server of this data directory, and not just a process that got its number. */
async function isPostmasterOf(pid, directory) {
  if (process.platform === "linux") {
    // A postmaster works in its data directory.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return cwd === (await realpath(directory));
  }
  if (process.platform === "win32") return false;
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", `${pid}`], { encoding: "utf8" });
  return stdout.includes(directory);
}

export async function waitForEnd(pid, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(10);
  }
  return true;
}

/**
 * Asks a postmaster to stop, more and more firmly: fast shutdown, immediate shutdown (crash recovery at the next start,
 * nothing committed lost), and the kernel's.
 */
export async function stopPostmaster(pid) {
  for (const [signal, patience] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 10_000],
  ]) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitForEnd(pid, patience)) return;
  }
}

/**
 * Leaves the data directory free to start on. To be called by the holder of the data directory's lock only.
 *
 * @returns {Promise<boolean>} whether there was an orphan to stop
 */
export async function clearOrphan(directory) {
  const pid = await recordedPid(directory);
  if (pid === undefined || !isAlive(pid)) return false;
  if (await isPostmasterOf(pid, directory)) {
    await stopPostmaster(pid);
    return true;
  }
  // The number went to another process since; PostgreSQL could not know and would refuse to start.
  await rm(path.join(directory, "postmaster.pid"), { force: true });
  return false;
}
