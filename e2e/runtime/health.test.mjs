// What load balancers and Prometheus are told of one Muster whose database goes away and comes back.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startPostgres } from "../../scripts/postgres/start-postgres.mjs";
import { freePort, launchMuster, readyLine } from "../../scripts/testing/start-muster.mjs";

const metricsToken = "prometheus-presents-this";

let parent;
let database;
let postgres;
let muster;
let port;

beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), "muster-health-"));
  port = await freePort();
  database = path.join(parent, "database");
  await mkdir(database);
  postgres = await startPostgres({ dataDir: database });
});

afterEach(async () => {
  await muster?.stop();
  await postgres?.stop();
  await rm(parent, { recursive: true, force: true });
});

/** What a client gets that presents a token which only the database may know. */
async function answered(key) {
  const { status, headers } = await fetch(`http://localhost:${port}/scim/v2/Users`, {
    headers: { authorization: `Bearer mus_${key}_cut` },
  });
  return [status, headers.get("retry-after")];
}

async function told(name) {
  const response = await fetch(`http://localhost:${port}/api/${name}`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  return response.status;
}

/** Ready by both of its names, alive, and the metrics. */
const all = () => Promise.all(["health", "health/ready", "health/live", "metrics"].map(told));

test("without its database Muster is alive but not ready, asks clients to wait, and with it again is ready by itself", async () => {
  muster = launchMuster({
    PORT: `${port}`,
    MUSTER_DATA_DIR: path.join(parent, "data"),
    DATABASE_URL: postgres.url,
    MUSTER_METRICS_TOKEN: metricsToken,
    MUSTER_LOG_LEVEL: "fatal",
  });
  await muster.waitFor(readyLine);
  expect(await all()).toEqual([200, 200, 200, 200]);
  expect(await answered("AAAAAAAAAAAA")).toEqual([401, null]);
  await postgres.stop();
  expect(await answered("BBBBBBBBBBBB")).toEqual([503, "10"]);
  expect(await all()).toEqual([503, 503, 200, 503]);
  postgres = await startPostgres({ dataDir: database });
  await vi.waitFor(async () => expect(await all()).toEqual([200, 200, 200, 200]), { timeout: 60_000 });
});
