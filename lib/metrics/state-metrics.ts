/** What is asked when /api/metrics is: queues, connections, and what of the database an operator wants to be woken for. */
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { countOutbox, directoryStates } from "@/lib/db/metrics";
import { writes } from "@/lib/db/pipelines";
import { pool } from "@/lib/db/pool";
import { eventQueue } from "@/lib/insight/event-queue";

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

new Gauge({
  name: "muster_directory_last_request_timestamp_seconds",
  help: "When a credential of the directory was last used; to the minute. Without any use there is no sample.",
  labelNames: ["organization", "directory", "application"],
  registers,
  async collect() {
    this.reset();
    for (const { lastUsedAt, ...labels } of await directoryStates()) {
      if (lastUsedAt) this.set(labels, lastUsedAt.getTime() / 1000);
    }
  },
});
