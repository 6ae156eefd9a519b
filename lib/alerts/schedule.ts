import { setTimeout as delay } from "node:timers/promises";
import { forgetDeliveries } from "@/lib/db/outbox";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { tellOfTrippedBrakes } from "./brake-alert";
import { channelsOf } from "./channels";
import { tellOfFindings } from "./finding-alert";
import { deliverDue } from "./outbox";
import { remindOfEnds } from "./remind";

const deliverMs = 5_000;
const remindMs = 10 * 60_000;
const tellMs = 30_000;
const dayMs = 24 * 60 * 60 * 1000;
/** How long deliveries are told of. */
const keptMs = 90 * dayMs;

/** So long a server that stops waits for another one's answer. Without it, the message is sent again when its lease ends. */
const stopMs = 20_000;

/** Something to do again and again, until `stop`, which waits for the time that is running, a while. */
interface Task {
  stop(): Promise<void>;
}

function every(pauseMs: number, run: () => Promise<unknown>): Task {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => log.error({ err: error }, "alerts could not be sent"))
      .finally(() => (running = undefined));
  }, pauseMs);
  return {
    async stop() {
      clearInterval(timer);
      const patience = new AbortController();
      const late = delay(stopMs, undefined, { signal: patience.signal, ref: false }).catch(() => undefined);
      await Promise.race([running, late]);
      patience.abort();
    },
  };
}

/** At once, and then again and again. */
function fromNowOn(pauseMs: number, run: () => Promise<unknown>): () => Promise<unknown> {
  let next = 0;
  return async () => {
    const now = Date.now();
    if (now < next) return;
    next = now + pauseMs;
    await run();
  };
}

/**
 * Writes what is to be told and delivers what is due until `stop`, which waits for the last delivery. Each channel has its
 * own turn: a webhook that does not answer holds up no e-mail. Without an SMTP server nobody is told by e-mail; once there
 * is one, people are told what is then due.
 */
export function startAlerts(): Task {
  const ways = { mail: env.mail !== undefined };
  const remind = fromNowOn(remindMs, () => remindOfEnds(new Date(), ways));
  const tellOfBrakes = fromNowOn(tellMs, () => tellOfTrippedBrakes(new Date(), ways));
  const tellOfFailures = fromNowOn(tellMs, () => tellOfFindings(new Date(), ways));
  const forget = fromNowOn(dayMs, () => forgetDeliveries(new Date(Date.now() - keptMs)));
  const tasks = [
    ...[...channelsOf()].map((channel) => every(deliverMs, () => deliverDue(new Map([channel])))),
    every(deliverMs, async () => {
      await remind();
      await tellOfBrakes();
      await tellOfFailures();
      await forget();
    }),
  ];
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.stop()));
    },
  };
}
