// Muster's data directory: who uses it, and the secrets that are made in it.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { keptSecret } from "../postgres/cluster.mjs";
import { acquireLock, findHolder } from "./lock.mjs";
import { OperatorError } from "./progress.mjs";

const lockOf = (dataDir) => path.join(dataDir, "lock");

/** Where the data directory is: absolute, from MUSTER_DATA_DIR or ./data of the checkout. */
export const dataDirectory = (root) => path.resolve(root, process.env.MUSTER_DATA_DIR || "data");

/** Makes the directory so that PostgreSQL's user may pass through it, and nobody may look around in it. */
export async function makeDataDirectory(dataDir) {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
  } catch (cause) {
    throw new OperatorError(
      `The data directory ${dataDir} cannot be made (${cause.code}). Set MUSTER_DATA_DIR to a directory you may write to.`,
      { cause },
    );
  }
}

/**
 * Takes the data directory for this process.
 *
 * @param {string} dataDir
 * @param {"server" | "command"} what a server keeps it; a command of the command line is done soon and waited for
 * @throws {OperatorError} naming the process that has it
 */
export async function takeDataDirectory(dataDir, what) {
  await makeDataDirectory(dataDir);
  const deadline = Date.now() + 60_000;
  const isShort = (holder) => holder.what === "command" && Date.now() < deadline;
  const lock = await acquireLock(lockOf(dataDir), { what }, isShort);
  if (!lock.holder) return lock;
  const { pid, url } = lock.holder;
  throw new OperatorError(
    `Muster already runs on the data directory ${dataDir}: process ${pid}${url ? `, ${url}` : ", still starting"}.\n` +
      "Stop it first, or set MUSTER_DATA_DIR (and PORT) to start another one beside it.",
  );
}

/** The server that has the data directory, if one does. */
export async function findServer(dataDir) {
  const holder = await findHolder(lockOf(dataDir));
  return holder?.what === "server" ? holder : undefined;
}

/** The secret that signs sessions: made once, kept in the data directory. */
export async function sessionSecret(dataDir) {
  await makeDataDirectory(dataDir);
  return keptSecret(path.join(dataDir, "nextauth-secret"), 32);
}
