// From a checkout to something that runs: dependencies, the Prisma client, the bundles, Next's build. Each is made only
// when what it is made of has changed, and only by one process at a time.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { acquireLock } from "./lock.mjs";
import { run } from "./run.mjs";

const sourceFolders = ["app", "components", "i18n", "lib", "messages", "public", "server"];
const sourceFiles = [
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "prisma/schema.prisma",
  "server.ts",
  "tsconfig.json",
];

const isTest = (name) => /\.(test|spec)\.tsx?$/.test(name) || name.endsWith(".md");

async function listFiles(root, folder) {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

async function hashOf(root, files) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of files) {
    const content = await readFile(path.join(root, file)).catch(() => undefined);
    if (content) hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** A file beside the outcome that says what the outcome was made of. */
function stamp(root, name) {
  const file = path.join(root, "dist", `${name}.stamp`);
  return {
    read: () => readFile(file, "utf8").catch(() => undefined),
    write: (hash) => writeFile(file, hash),
    clear: () => rm(file, { force: true }),
  };
}

/** Makes `name` again if `hash` differs from the one it was made of. @returns {Promise<boolean>} whether it did */
async function whenStale(root, name, hash, outcome, make) {
  const mark = stamp(root, name);
  if (existsSync(path.join(root, outcome)) && (await mark.read()) === hash) return false;
  await mark.clear();
  await make();
  await mark.write(hash);
  return true;
}

const readPackages = (file) =>
  readFile(file, "utf8").then(
    (text) => JSON.parse(text).packages ?? {},
    () => undefined,
  );

/**
 * Whether node_modules lacks something of package-lock.json. Contents decide, not times: a fresh clone's lock file is
 * newer than everything.
 *
 * @param {boolean} dev whether development dependencies count
 */
async function areDependenciesStale(root, dev) {
  const have = await readPackages(path.join(root, "node_modules/.package-lock.json"));
  const want = await readPackages(path.join(root, "package-lock.json"));
  if (!have || !want) return true;
  return Object.entries(want).some(([name, { version, optional, dev: isDev, devOptional, peer }]) => {
    if (name === "" || optional || devOptional || peer || (isDev && !dev)) return false;
    return have[name]?.version !== version;
  });
}

async function install(root) {
  // The npm that runs us, if one does: the one on the PATH may be another.
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  await run(command, [...prefix, "install", "--no-audit", "--no-fund"], {
    cwd: root,
    // A start in production must not leave out what a later `npm test` needs.
    env: { NODE_ENV: undefined },
    what: "npm install",
  });
}

/** @returns {Promise<boolean>} whether anything was installed */
async function ensureDependencies(root, dev) {
  if (!(await areDependenciesStale(root, dev))) return false;
  await install(root);
  return true;
}

async function ensureClient(root) {
  const hash = await hashOf(root, ["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  return whenStale(root, "client", hash, "prisma/generated/client.ts", () =>
    run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
      cwd: root,
      env: {
        // Prisma would download its schema engine, which generating does not use; any executable satisfies it.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
      what: "prisma generate",
    }),
  );
}

/** What the start script and the operator command line run, each one file for plain Node. */
async function bundle(root, hash) {
  return whenStale(root, "bundle", hash, "dist/server.mjs", async () => {
    const { build, stop } = await import("esbuild");
    const entryPoints = {
      entra: "lib/entra/cli/main.ts",
      env: "lib/env.ts",
      migrate: "lib/db/migrate.ts",
      muster: "lib/cli/main.ts",
      pages: "server/pages-main.ts",
      partitions: "lib/db/partitions.ts",
      server: "server.ts",
    };
    await build({
      absWorkingDir: root,
      entryPoints,
      outdir: "dist",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20.19",
      format: "esm",
      sourcemap: true,
      logLevel: "silent",
      // Next gives this marker module its meaning; outside Next there is nothing to guard against.
      alias: { "server-only": path.join(root, "node_modules/next/dist/compiled/server-only/empty.js") },
    });
    // Its helper process would stay as long as the server that is started next.
    await stop();
  });
}

async function buildPages(root, hash) {
  return whenStale(root, "build", hash, ".next/BUILD_ID", () =>
    run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      cwd: root,
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      what: "next build",
      logFile: path.join(root, "dist/next-build.log"),
    }),
  );
}

/**
 * Makes the checkout ready to run. Another process at the same work is waited for.
 *
 * @param {string} root the checkout
 * @param {ReturnType<typeof import("./progress.mjs").createProgress>} progress
 * @param {{ dev?: boolean, pages?: boolean, check?: () => Promise<void> }} options
 *   dev: development dependencies are wanted too; pages: Next's build is; check: what to look at before the long build
 */
export async function ensureBuilt(root, progress, { dev = false, pages = false, check } = {}) {
  await mkdir(path.join(root, "dist"), { recursive: true });
  const lock = await acquireLock(path.join(root, "dist/lock"), {}, () => true);
  try {
    const when = (done) => (did) => (did ? done : undefined);
    await progress.step("Installing dependencies", when("Installed dependencies"), () => ensureDependencies(root, dev));
    await progress.step("Generating the database client", when("Generated the database client"), () =>
      ensureClient(root),
    );
    const folders = await Promise.all(sourceFolders.map((folder) => listFiles(root, folder)));
    const hash = await hashOf(root, [...folders.flat(), ...sourceFiles].sort());
    await progress.step("Bundling the server", when("Bundled the server"), () => bundle(root, hash));
    await check?.();
    if (!pages) return;
    await progress.step("Building the console, about a minute", when("Built the console"), () =>
      buildPages(root, hash),
    );
  } finally {
    await lock.release();
  }
}
