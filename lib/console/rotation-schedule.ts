import { log } from "@/lib/log";
import { endProvedRotations } from "./token-rotation";

const tickMs = 30_000;

/** Ends old tokens on proof until `stop`, which waits for the last one. */
export function startRotationEnds(): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= endProvedRotations()
      .catch((error: unknown) => log.error({ err: error }, "rotated tokens could not be ended"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
