import { forgetDeliveries } from "@/lib/db/outbox";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { tellOfTrippedBrakes } from "./brake-alert";
import { channelsOf } from "./channels";
import { deliverDue } from "./outbox";
import { remindOfEnds } from "./remind";

const tickMs = 5_000;
const remindMs = 10 * 60_000;
const tellMs = 30_000;
const dayMs = 24 * 60 * 60 * 1000;
/** How long deliveries are told of. */
const keptMs = 90 * dayMs;

/**
 * Writes reminders and delivers what is due until `stop`, which waits for the last delivery. Without an SMTP server nobody
 * is told anything; once there is one, people are told what is then due.
 */
export function startAlerts(): { stop(): Promise<void> } {
  const channels = channelsOf();
  let [remindAt, tellAt, forgetAt] = [0, 0, 0];
  let running: Promise<void> | undefined;
  const tick = async () => {
    const now = Date.now();
    if (env.mail !== undefined && now >= remindAt) {
      remindAt = now + remindMs;
      await remindOfEnds();
    }
    if (env.mail !== undefined && now >= tellAt) {
      tellAt = now + tellMs;
      await tellOfTrippedBrakes();
    }
    await deliverDue(channels);
    if (now < forgetAt) return;
    forgetAt = now + dayMs;
    await forgetDeliveries(new Date(now - keptMs));
  };
  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => log.error({ err: error }, "alerts could not be sent"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
