// npm run --silent muster -- <command>: the operator command line. Beside a running Muster it uses that one's database;
// otherwise it starts PostgreSQL for as long as the command takes.

import { ensureBuilt } from "./boot/build.mjs";
import { dataDirectory, findServer, sessionSecret, takeDataDirectory } from "./boot/data-directory.mjs";
import { checkedEnvironment, enterCheckout, loadBundle, root } from "./boot/environment.mjs";
import { prepareDatabase } from "./boot/prepare-database.mjs";
import { createProgress, isForOperator, OperatorError } from "./boot/progress.mjs";
import { readConnection, startPostgres } from "./postgres/start-postgres.mjs";

const argv = process.argv.slice(2);
const needsDatabase = argv.length > 0 && argv[0] !== "help" && !argv.some((arg) => arg === "--help" || arg === "-h");

/** Waits until a server that is just starting has its database ready. */
async function findReadyServer(dataDir) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const server = await findServer(dataDir);
    if (!server || server.database === "ready") return server;
    if (Date.now() > deadline)
      throw new OperatorError(`Muster (process ${server.pid}) is still starting. Try again later.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Sets DATABASE_URL. @returns {Promise<() => Promise<void>>} what to do when the command is done */
async function openDatabase(dataDir, progress) {
  if (process.env.DATABASE_URL) {
    await prepareDatabase(progress);
    return async () => {};
  }
  const server = await findReadyServer(dataDir);
  if (server) {
    process.env.DATABASE_URL = (await readConnection(dataDir)).url;
    process.env.PORT ||= `${server.port}`;
    return async () => {};
  }
  const lock = await takeDataDirectory(dataDir, "command");
  let postgres;
  const close = async () => {
    await postgres?.stop();
    await lock.release();
  };
  try {
    postgres = await startPostgres({ dataDir });
    process.env.DATABASE_URL = postgres.url;
    await prepareDatabase(progress);
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

async function run() {
  enterCheckout();
  process.env.NODE_ENV = "production";
  const dataDir = dataDirectory(root);
  await ensureBuilt(root, createProgress({ stream: process.stderr }), { check: checkedEnvironment });
  if (!needsDatabase) return (await loadBundle("muster")).main(argv);
  const close = await openDatabase(dataDir, createProgress({ quiet: true }));
  try {
    process.env.NEXTAUTH_SECRET ||= await sessionSecret(dataDir);
    return await (await loadBundle("muster")).main(argv);
  } finally {
    await close();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(isForOperator(error) ? error.message : error);
  process.exitCode = 1;
}
