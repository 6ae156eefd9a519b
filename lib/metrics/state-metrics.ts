/** What is asked when /api/metrics is: queues, connections, and what of the database an operator wants to be woken for. */
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { countOutbox, directoryStates } from "@/lib/db/metrics";
import type { DirectoryState } from "@/lib/db/metrics";
import { writes } from "@/lib/db/pipelines";
import { pool } from "@/lib/db/pool";
import { eventQueue } from "@/lib/insight/event-queue";
import { healthStates } from "@/lib/insight/finding";

export const stateRegistry = new Registry();
const registers = [stateRegistry];

collectDefaultMetrics({ register: stateRegistry });

new Gauge({
  name: "muster_log_queue_rows",
  help: "Rows of the provisioning log that are not written yet.",
  registers,
  collect() {
    this.set(eventQueue.size);
  },
});

new Gauge({
  name: "muster_write_queue_statements",
  help: "Writes that wait for a connection to the database.",
  registers,
  collect() {
    this.set(writes.size);
  },
});

new Gauge({
  name: "muster_database_connections",
  help: "Connections of the pool, by state: idle, busy; and requests that wait for one.",
  labelNames: ["state"],
  registers,
  collect() {
    this.set({ state: "idle" }, pool.idleCount);
    this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
    this.set({ state: "waited for" }, pool.waitingCount);
  },
});

new Gauge({
  name: "muster_outbox_messages",
  help: "E-mails and other messages: due (to be sent now or later) and given up (nobody tries again).",
  labelNames: ["channel", "state"],
  registers,
  async collect() {
    this.reset();
    for (const { channel, due, givenUp } of await countOutbox()) {
      this.set({ channel, state: "due" }, due);
      this.set({ channel, state: "given up" }, givenUp);
    }
  },
});

const ofDirectory = ["organization", "directory", "application"] as const;

let asked: Promise<readonly DirectoryState[]> | undefined;

/** One look at the directories for all gauges of a scrape, which ask for it at once. */
const directories = (): Promise<readonly DirectoryState[]> =>
  (asked ??= directoryStates().finally(() => (asked = undefined)));

const labelsOf = ({ organization, directory, application }: DirectoryState) => ({
  organization,
  directory,
  application,
});

new Gauge({
  name: "muster_directory_health",
  help: "1 for the state of health that a directory is in, 0 for the others.",
  labelNames: [...ofDirectory, "state"],
  registers,
  async collect() {
    this.reset();
    for (const directory of await directories()) {
      for (const state of healthStates) {
        this.set({ ...labelsOf(directory), state }, state === directory.health ? 1 : 0);
      }
    }
  },
});

new Gauge({
  name: "muster_directory_open_findings",
  help: "How many things are wrong with a directory's connection, as its page says.",
  labelNames: ofDirectory,
  registers,
  async collect() {
    this.reset();
    for (const directory of await directories()) this.set(labelsOf(directory), directory.openFindings);
  },
});

new Gauge({
  name: "muster_directory_last_request_timestamp_seconds",
  help: "When a credential of the directory was last used; to the minute. Without any use there is no sample.",
  labelNames: ofDirectory,
  registers,
  async collect() {
    this.reset();
    for (const directory of await directories()) {
      if (directory.lastUsedAt) this.set(labelsOf(directory), directory.lastUsedAt.getTime() / 1000);
    }
  },
});
