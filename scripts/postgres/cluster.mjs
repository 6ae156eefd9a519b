// A PostgreSQL data directory: made once, by initdb, whole or not at all.

import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Where the parts are inside a data directory of Muster's. */
export const layout = (dataDir) => ({
  cluster: path.join(dataDir, "postgres"),
  unfinished: path.join(dataDir, "postgres.new"),
  socket: path.join(dataDir, "run"),
  log: path.join(dataDir, "postgres.log"),
  password: path.join(dataDir, "postgres-password"),
  connection: path.join(dataDir, "postgres.json"),
});

export const databaseUser = "muster";

/** Writes a file that only its owner may read, whole or not at all. */
export async function writeSecret(file, text, user) {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  if (user) await chown(draft, user.uid, user.gid);
  await rename(draft, file);
}

/** Makes a directory that only `user` (or we) may enter. */
export async function makePrivateDirectory(directory, user) {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { mode } = await stat(directory);
  if ((mode & 0o777) !== 0o700) await chmod(directory, 0o700);
  if (user) await chown(directory, user.uid, user.gid);
}

/** The owner of a directory, or undefined if it is not there. */
export async function ownerOf(directory) {
  const found = await stat(directory).catch(() => undefined);
  return found && { uid: found.uid, gid: found.gid };
}

/** An environment without the caller's PG* variables and locale, which would leak into the server. */
export function postgresEnvironment() {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }), LC_ALL: "C", TZ: "UTC" };
}

/** A locale whose character classes know more than ASCII, which trigram search needs; sorting is by code point anyway. */
function characterLocale() {
  const { stdout } = spawnSync("locale", ["-a"], { encoding: "utf8" });
  const available = new Set((stdout ?? "").split(/\s+/));
  return ["C.utf8", "C.UTF-8", "en_US.utf8", "en_US.UTF-8"].find((name) => available.has(name)) ?? "C";
}

/** Runs a program to its end. @throws {Error} with what it printed, when it fails */
function run({ command, args, options }, input = "") {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, env: postgresEnvironment(), stdio: "pipe" });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`${path.basename(args.find((arg) => arg.includes("bin")) ?? command)} failed:\n${printed}`));
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/**
 * A random secret kept in `file`: made by whoever comes first, the same for everybody after.
 *
 * @param {string} file
 * @param {number} bytes of randomness
 */
export async function keptSecret(file, bytes) {
  const read = () => readFile(file, "utf8").then((text) => text.trim());
  const known = await read().catch(() => "");
  if (known) return known;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${randomBytes(bytes).toString("base64url")}\n`, { mode: 0o600 });
  // Of several at once, one succeeds.
  await link(draft, file).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft, { force: true });
  return read();
}

/**
 * Makes the cluster with the database `muster` in it, beside its place, and moves it there when it is complete: an
 * interrupted initdb leaves nothing that looks like a database.
 */
export async function initialise(files, { binaries, runner, user, password }) {
  const passwordFile = `${files.password}.initdb`;
  await writeSecret(passwordFile, `${password}\n`, user);
  try {
    await run(
      runner(binaries.initdb, [
        `--pgdata=${files.unfinished}`,
        `--username=${databaseUser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        `--lc-ctype=${characterLocale()}`,
        // The same order and case rules on every machine, whatever its C library.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ]),
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await run(runner(binaries.postgres, ["--single", "-D", files.unfinished, "postgres"]), "CREATE DATABASE muster\n");
  await rename(files.unfinished, files.cluster);
}
