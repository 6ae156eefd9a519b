// Muster's own PostgreSQL: started with, and for, one process; reachable from this machine only.

import { spawn } from "node:child_process";
import { open, readFile, rm, stat, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries } from "./binaries.mjs";
import {
  databaseUser,
  initialise,
  keptSecret,
  layout,
  makePrivateDirectory,
  ownerOf,
  postgresEnvironment,
  writeSecret,
} from "./cluster.mjs";
import { postgresRunner, postgresUser } from "./identity.mjs";
import { clearOrphan, stopPostmaster } from "./orphan.mjs";

/** PostgreSQL did not start; the message holds its own last words. */
export class PostgresStartError extends Error {
  name = "PostgresStartError";
}

const settings = {
  shared_buffers: "256MB",
  max_connections: "200",
  fsync: "on",
  max_wal_size: "2GB",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  logging_collector: "off",
};

/** A Unix socket's whole path must fit into 107 bytes on Linux, 103 elsewhere. */
const longestSocketDirectory = 103 - "/.s.PGSQL.65535".length;

const socketPort = 5432;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A socket that only we may reach where there are such things, else a port on the loopback address; both want the password. */
async function listening(files, user, password) {
  const account = `${databaseUser}:${encodeURIComponent(password)}`;
  if (process.platform !== "win32" && Buffer.byteLength(files.socket) <= longestSocketDirectory) {
    await makePrivateDirectory(files.socket, user);
    return {
      settings: { listen_addresses: "", unix_socket_directories: files.socket, port: `${socketPort}` },
      url: `postgresql://${account}@localhost:${socketPort}/muster?host=${encodeURIComponent(files.socket)}`,
    };
  }
  const port = await freePort();
  return {
    settings: { listen_addresses: "127.0.0.1", unix_socket_directories: "", port: `${port}` },
    url: `postgresql://${account}@127.0.0.1:${port}/muster`,
  };
}

/** Opens the log for appending; one that grew past 10 MB starts anew. */
async function openLog(file) {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size > 10_000_000) await truncate(file);
  return { handle: await open(file, "a", 0o600), from: size > 10_000_000 ? 0 : size };
}

const lastWords = async (file, from) =>
  (await readFile(file))
    .subarray(from)
    .toString("utf8")
    .split("\n")
    .filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL|cannot|error while/.test(line))
    .slice(-6)
    .join("\n");

/** Line 8 of postmaster.pid says how far PostgreSQL is; it is what pg_ctl waits for. */
async function isReady(cluster, pid) {
  const lines = (await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

/** Starts the postmaster once. @returns {Promise<object | string>} the running child, or its last words */
async function launch(files, { binaries, runner, options, onWait }) {
  const { handle, from } = await openLog(files.log);
  const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { command, args, options: ids } = runner(binaries.postgres, ["-D", files.cluster, ...flags]);
  const child = spawn(command, args, {
    ...ids,
    env: postgresEnvironment(),
    stdio: ["ignore", handle.fd, handle.fd],
    // A process group of its own: Ctrl-C in the terminal is for us, who stop PostgreSQL last.
    detached: process.platform !== "win32",
  });
  const exited = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  await handle.close();
  let ended = false;
  void exited.then(() => (ended = true));
  const began = Date.now();
  while (!ended) {
    if (await isReady(files.cluster, child.pid)) return { pid: child.pid, exited };
    await delay(10);
    if (Date.now() - began > 3000) onWait?.();
  }
  return lastWords(files.log, from);
}

/** Where the running PostgreSQL of a data directory is. @returns {Promise<{ pid: number, url: string }>} */
export const readConnection = async (dataDir) => JSON.parse(await readFile(layout(dataDir).connection, "utf8"));

/**
 * Starts the PostgreSQL of a data directory of Muster's, making it first if need be. The caller holds the directory's lock.
 *
 * @param {{ dataDir: string, settings?: Record<string, string>, onWait?: () => void }} options
 *   dataDir: absolute; settings: over our own; onWait: called while PostgreSQL recovers for longer than three seconds
 * @returns {Promise<{ url: string, pid: number, exited: Promise<unknown>, stop: () => Promise<void>, created: boolean, recovered: boolean }>}
 *   created: the database is new; recovered: an orphan of an earlier Muster was stopped
 * @throws {PostgresStartError | import("./identity.mjs").PostgresIdentityError | import("./binaries.mjs").PostgresMissingError}
 */
export async function startPostgres({ dataDir, settings: extra, onWait }) {
  const files = layout(dataDir);
  const binaries = await findBinaries();
  const owner = await ownerOf(files.cluster);
  const user = postgresUser(owner);
  const password = await keptSecret(files.password, 24);

  await rm(files.connection, { force: true });
  await rm(files.unfinished, { recursive: true, force: true });
  if (!owner) await makePrivateDirectory(files.unfinished, user);
  const runner = postgresRunner(user, binaries.initdb, owner ? files.cluster : files.unfinished);
  if (!owner) await initialise(files, { binaries, runner, user, password });

  const recovered = await clearOrphan(files.cluster);
  const listen = await listening(files, user, password);
  const options = { ...settings, ...listen.settings, ...extra };
  const deadline = Date.now() + 15_000;
  let outcome = await launch(files, { binaries, runner, options, onWait });
  // Killed postmasters leave their helpers behind for a moment, and PostgreSQL waits for the last of them to go.
  while (typeof outcome === "string" && /pre-existing shared memory|lock file .* already exists/.test(outcome)) {
    if (Date.now() > deadline) break;
    await delay(200);
    outcome = await launch(files, { binaries, runner, options, onWait });
  }
  if (typeof outcome === "string") {
    throw new PostgresStartError(`PostgreSQL did not start (its log: ${files.log}).\n${outcome}`);
  }

  const { pid, exited } = outcome;
  await writeSecret(files.connection, `${JSON.stringify({ pid, url: listen.url })}\n`);
  const stop = async () => {
    await stopPostmaster(pid);
    await rm(files.connection, { force: true });
  };
  return { url: listen.url, pid, exited, stop, created: !owner, recovered };
}
