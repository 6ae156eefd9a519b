// One holder at a time, across processes, without a native module. Each claimant first puts up a file of its own and
// then looks for others: of two that come at once, at least one sees the other, so never do both hold. A file counts
// only while the very process that wrote it lives, so neither a crash nor a reused process number can fool it.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../postgres/orphan.mjs";

/**
 * When the process began, in whatever unit the system tells it, the boot included; with its number that is who it is.
 *
 * @returns {Promise<string | undefined>} undefined where the system does not tell
 */
async function birthOf(pid) {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
    // Field 22, counted after the name, which is in parentheses and may hold anything.
    return stat && `${boot.trim()} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  }
  if (process.platform === "win32") return undefined;
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", `${pid}`], { encoding: "utf8", env: { LC_ALL: "C" } });
  return stdout?.trim() || undefined;
}

const isHolderAlive = async ({ pid, birth }) => isAlive(pid) && (await birthOf(pid)) === birth;

async function writeWhole(file, content) {
  await writeFile(`${file}.draft`, JSON.stringify(content), { mode: 0o644 });
  await rename(`${file}.draft`, file);
}

/**
 * Who holds the lock, or is about to.
 *
 * @param {string} directory the lock's own directory
 * @param {string} [own] the caller's file, not to be counted
 * @returns {Promise<{ pid: number, birth?: string, held: boolean } | undefined>} with whatever the holder noted
 */
export async function findHolder(directory, own) {
  const names = await readdir(directory).catch(() => []);
  let found;
  for (const name of names.filter((entry) => entry.endsWith(".json") && entry !== own)) {
    const file = path.join(directory, name);
    const holder = await readFile(file, "utf8")
      .then(JSON.parse)
      .catch(() => undefined);
    if (!holder) continue;
    if (!(await isHolderAlive(holder))) await rm(file, { force: true });
    else if (holder.held || !found) found = holder;
  }
  return found;
}

/**
 * Takes the lock, or tells who has it.
 *
 * @param {string} directory the lock's own directory; made if need be
 * @param {object} note what others shall read about the holder
 * @param {(holder: object) => boolean} [wait] whether to wait for this holder instead of giving up
 * @returns {Promise<{ holder: object } | { update: (note: object) => Promise<void>, release: () => Promise<void> }>}
 */
export async function acquireLock(directory, note, wait = () => false) {
  await mkdir(directory, { recursive: true });
  const self = { pid: process.pid, birth: await birthOf(process.pid) };
  const name = `${process.pid}-${randomBytes(4).toString("hex")}.json`;
  const file = path.join(directory, name);
  for (let attempt = 0; ; attempt += 1) {
    const already = await findHolder(directory, name);
    if (!already) {
      await writeWhole(file, { ...note, ...self, held: false });
      const rival = await findHolder(directory, name);
      if (!rival) break;
      await rm(file, { force: true });
      if (rival.held && !wait(rival)) return { holder: rival };
    } else if (already.held && !wait(already)) {
      return { holder: already };
    } else if (!already.held && attempt > 100) {
      return { holder: already };
    }
    await delay(20 + Math.random() * 100);
  }
  let current = note;
  const write = () => writeWhole(file, { ...current, ...self, held: true });
  await write();
  return {
    update: async (changed) => {
      current = { ...current, ...changed };
      await write();
    },
    release: () => rm(file, { force: true }),
  };
}
