// The start, step by step. One process serves; the pages and PostgreSQL are its children and never
// outlive it.

import { createServer } from "node:net";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { startPostgres } from "../postgres/start-postgres.mjs";
import { ensureBuilt } from "./build.mjs";
import { dataDirectory, sessionSecret, takeDataDirectory } from "./data-directory.mjs";
import { checkedEnvironment, enterCheckout, loadBundle, root } from "./environment.mjs";
import { prepareDatabase } from "./prepare-database.mjs";
import { createProgress, isForOperator, OperatorError } from "./progress.mjs";

function listenError({ port, host }, error) {
  const where = `Port ${port}${host ? ` of ${host}` : ""}`;
  if (error.code === "EADDRINUSE") {
    return new OperatorError(`${where} is in use by another program. Set PORT to a free one, for instance PORT=3001.`);
  }
  if (error.code === "EACCES") {
    return new OperatorError(`This user may not listen on ${where.replace("P", "p")}. Set PORT to 1024 or more.`);
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new OperatorError(
      `HOST ${host} is not an address of this machine. Leave HOST out to listen on all of them.`,
    );
  }
  return error;
}

/** Finds out before the long build whether the port can be had after it. */
function tryPort(env) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(listenError(env, error)));
    probe.listen({ port: env.port, ...(env.host && { host: env.host }) }, () => probe.close(resolve));
  });
}

/** What is told to next-auth, which reads it from the environment: where it is reached, and what signs its sessions. */
async function prepareSessions(env, dataDir) {
  process.env.NEXTAUTH_SECRET ||= await sessionSecret(dataDir);
  if (env.publicUrl) process.env.NEXTAUTH_URL = env.publicUrl;
  // Without a public URL, the request's own Host is where the browser reached us.
  else if (!process.env.NEXTAUTH_URL) process.env.AUTH_TRUST_HOST = "true";
}

const shownHost = ({ host }) => (!host || host === "0.0.0.0" || host === "::" ? "localhost" : host);

/** Undoes what was done, last first, each once, whatever fails. */
function createUndo() {
  const tasks = [];
  return {
    add: (task) => tasks.push(task),
    run: async () => {
      for (const task of tasks.splice(0).reverse()) await task().catch((error) => console.error(error));
    },
  };
}

async function openDatabase(env, dataDir, progress, undo) {
  if (env.databaseUrl) return undefined;
  const postgres = await progress.step(
    "Starting PostgreSQL",
    ({ created, recovered }) =>
      created ? "Made the database" : `Started PostgreSQL${recovered ? ", after stopping one left behind" : ""}`,
    (note) =>
      startPostgres({ dataDir, onWait: () => note("PostgreSQL recovers what an interruption left unfinished") }),
  );
  undo.add(postgres.stop);
  process.env.DATABASE_URL = postgres.url;
  return postgres;
}

/** Runs `work` without Next's word on how long reading its configuration took. */
async function hushed(work) {
  const { log } = console;
  console.log = (...args) => void (args.join(" ").includes("next.config") || log(...args));
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

function tellSetup(setup, url, progress) {
  if (setup?.kind === "made") {
    progress.line(`  ${setup.email} is the owner of ${setup.organization} and can sign in.`);
  } else if (setup?.kind === "link") {
    progress.line();
    progress.line("  There is no admin yet. This link makes the first one; it works once, until this time tomorrow:");
    progress.line(`  ${url}${setup.path}`);
  }
}

async function start({ dev }, progress, undo) {
  enterCheckout();
  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED ||= "1";
  // Route handlers reload in development; the lane's code is loaded once.
  if (dev) process.env.MUSTER_SCIM_DOOR ||= "next";
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  progress.line(`Muster ${version}`);

  const dataDir = dataDirectory(root);
  // Copies that share an external database share no data directory worth guarding.
  const lock = process.env.DATABASE_URL ? undefined : await takeDataDirectory(dataDir, "server");
  if (lock) undo.add(lock.release);

  let env;
  const check = async () => {
    env = await checkedEnvironment();
    await tryPort(env);
  };
  await ensureBuilt(root, progress, { dev, pages: !dev, check });
  await prepareSessions(env, dataDir);

  const postgres = await openDatabase(env, dataDir, progress, undo);
  await prepareDatabase(progress);
  await lock?.update({ database: "ready", port: env.port });

  const server = await loadBundle("server");
  const setup = await server.firstAdmin();
  const running = await progress.step("Starting the server", "Serving", () =>
    hushed(() => server.serve({ dir: root, dev, port: env.port, host: env.host })).catch((error) => {
      throw listenError(env, error);
    }),
  );
  undo.add(running.close);
  const url = env.publicUrl ?? `http://${shownHost(env)}:${env.port}`;
  await lock?.update({ url, pages: running.pagesAddress });
  progress.line();
  progress.line(`  Muster is ready: ${url}`);
  tellSetup(setup, url, progress);
  progress.line();
  return postgres;
}

/**
 * Starts Muster and serves until SIGINT or SIGTERM; a second one ends it at once.
 *
 * @param {{ dev: boolean }} options dev: with hot reload
 */
export async function main({ dev }) {
  const progress = createProgress();
  const undo = createUndo();
  let stopping = false;
  let asked;
  const stop = async (code, said) => {
    if (stopping) return;
    stopping = true;
    if (said) progress.line(said);
    await undo.run();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      asked ??= Date.now();
      // Ctrl-C comes from the terminal and once more through npm; only a later one means "at once".
      if (Date.now() - asked > 1000) process.exit(1);
      void stop(0, "Stopping …");
    });
  }
  try {
    const postgres = await start({ dev }, progress, undo);
    void postgres?.exited.then(() => {
      if (!stopping) void stop(1, "PostgreSQL stopped by itself; see postgres.log in the data directory.");
    });
  } catch (error) {
    if (stopping) return;
    console.error(isForOperator(error) ? `\n${error.message}` : error);
    await stop(1);
  }
}
