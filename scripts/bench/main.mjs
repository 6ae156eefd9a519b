// npm run bench: the speed of the built server on an embedded PostgreSQL, each operation as a ratio to the bare route
// handler of the same build in the same run. Everything happens on this machine and is gone afterwards.
// npm run bench -- log: the filters of the provisioning log (log.mjs).

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { findServer } from "../boot/data-directory.mjs";
import { root } from "../boot/environment.mjs";
import { readConnection } from "../postgres/start-postgres.mjs";
import { measureBigGroup } from "./big-group.mjs";
import { measure } from "./load-client.mjs";
import { benchLog } from "./log.mjs";
import { operationsOf } from "./operations.mjs";
import { processorTime, timePerRequest } from "./processor-time.mjs";

if (process.argv[2] === "log") {
  await benchLog(process.argv.slice(3));
  process.exit();
}

const { values } = parseArgs({
  options: {
    users: { type: "string", default: "1e4" },
    members: { type: "string", default: "1e3" },
    seconds: { type: "string", default: "5" },
    concurrency: { type: "string", default: "1,8,32" },
    only: { type: "string" },
    port: { type: "string", default: "3999" },
    json: { type: "boolean", default: false },
  },
});
const users = Number(values.users);
const members = Number(values.members);
const seconds = Number(values.seconds);
const port = Number(values.port);
const concurrencies = values.concurrency.split(",").map(Number);
const say = (line) => process.stderr.write(`${line}\n`);

/** What the server and the loader share: who has the secret makes cursors. */
const environment = { ...process.env, NEXTAUTH_SECRET: randomBytes(32).toString("hex"), MUSTER_LOG_LEVEL: "warn" };

/** Starts the real thing and waits until it says that it is ready. */
function startServer(dataDir) {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: { ...environment, PORT: String(port), MUSTER_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => reject(new Error(`the server ended (${code})`)));
    child.stdout.on("data", (chunk) => {
      if (String(chunk).includes("Muster is ready")) resolve(child);
    });
  });
}

/** Runs the loader against the server's database and reads what it says. */
function loadDirectory(databaseUrl) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "scripts/bench/load-directory.ts", String(users), String(members)],
    {
      cwd: root,
      env: { ...environment, DATABASE_URL: databaseUrl },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let printed = "";
  child.stdout.on("data", (chunk) => (printed += chunk));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => (code === 0 ? resolve(JSON.parse(printed)) : reject(new Error("loading failed"))));
  });
}

const number = (value, digits = 0) =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

const dataDir = await mkdtemp(path.join(os.tmpdir(), "muster-bench-"));
let server;
try {
  say(`Starting the server, loading ${number(users)} people and a group of ${number(members)} …`);
  server = await startServer(dataDir);
  const directory = await loadDirectory((await readConnection(dataDir)).url);
  const operations = operationsOf(directory).filter(
    ({ name }, index) => index === 0 || !values.only || name.includes(values.only),
  );
  const { pages } = await findServer(dataDir);
  const rows = [];
  const isBigGroup = values.only === "big-group";
  for (const concurrency of isBigGroup ? [] : concurrencies) {
    let bare;
    for (const { name, next, expect, isBare } of operations) {
      // Next's own socket: what the lane's proxy costs a page must not flatter the lane.
      const to = isBare ? { path: pages } : { port, host: "127.0.0.1" };
      await measure({ to, concurrency, seconds: Math.min(1, seconds / 2), next, expect });
      const before = await processorTime(server.pid);
      const began = performance.now();
      const result = await measure({ to, concurrency, seconds, next, expect });
      const elapsedMs = performance.now() - began;
      const time = timePerRequest(before, await processorTime(server.pid), { count: result.count, elapsedMs });
      bare ??= result.perSecond;
      rows.push({ operation: name, concurrency, ...result, ratio: result.perSecond / bare, time });
      say(
        `${name.padEnd(32)} c=${String(concurrency).padEnd(3)} ${number(result.perSecond).padStart(8)}/s  p50 ${number(result.p50, 2).padStart(7)} ms  p99 ${number(result.p99, 2).padStart(7)} ms  × ${number(result.perSecond / bare, 2).padEnd(5)} ${timeText(time)}`,
      );
    }
  }
  const bigGroup =
    isBigGroup || !values.only
      ? await measureBigGroup({ ...directory, port, seconds, memoryNow: () => memoryOf(server.pid) })
      : [];
  for (const row of bigGroup) say(bigGroupLine(row));
  const memory = await memoryOf(server.pid);
  say(`Memory of the server: ${number(memory)} MB`);
  const report = {
    users,
    members,
    seconds,
    cores: os.availableParallelism(),
    node: process.version,
    memoryMb: memory,
    rows,
    bigGroup,
  };
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report));
} finally {
  if (server) {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await gone;
  }
  await rm(dataDir, { recursive: true, force: true });
}

/** Resident memory in MB, where the system tells. */
async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024);
}

/** One line about requests with many members: how long each took, and how long somebody else had to wait meanwhile. */
function bigGroupLine({ operation, count, ms, longestStall, memoryMb }) {
  const each = count === 0 ? "" : `${number(ms)} ms each`;
  return `${operation.padEnd(32)} ${each.padStart(14)}  longest stall ${number(longestStall, 1)} ms  memory ${number(memoryMb)} MB`;
}

/** Whose processor time a request took, in µs. The rest of the machine was Next's, the kernel's for nobody, or idle. */
function timeText(time) {
  if (!time) return "";
  const { lane, postgres, client, rest } = time;
  return `µs of CPU: lane ${number(lane)}, PostgreSQL ${number(postgres)}, load ${number(client)}; other or idle ${number(rest * 100)} %`;
}

function table({ rows }) {
  const head =
    "| operation | concurrency | requests/s | p50 ms | p99 ms | ÷ bare Next | µs lane | µs PostgreSQL | other or idle |\n" +
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
  return (
    head +
    rows
      .map(
        (row) =>
          `| ${row.operation} | ${row.concurrency} | ${number(row.perSecond)} | ${number(row.p50, 2)} | ${number(row.p99, 2)} | ${number(row.ratio, 2)} | ${number(row.time?.lane ?? NaN)} | ${number(row.time?.postgres ?? NaN)} | ${number((row.time?.rest ?? NaN) * 100)} % |\n`,
      )
      .join("")
  );
}
