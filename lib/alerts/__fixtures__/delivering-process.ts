/** A process of its own that delivers what is due, as a copy of Muster does. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { MailSettings } from "@/lib/env";

const Answer = z.object({ delivered: z.number() });

export interface DeliveringProcess {
  /** Delivers what is due at that moment. @returns how many it has delivered; undefined: it was killed meanwhile */
  deliver(at: Date): Promise<number | undefined>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Starts it on the tests' database; it sends e-mail by `mail`. */
export async function startDeliveringProcess(mail: MailSettings): Promise<DeliveringProcess> {
  const child = fork(fileURLToPath(new URL("delivering-process-main.ts", import.meta.url)), [JSON.stringify(mail)], {
    execArgv: ["--import", "tsx"],
  });
  const exited = once(child, "exit");
  await Promise.race([
    once(child, "message"),
    exited.then(([code]) => Promise.reject(new Error(`the process ended with ${code}`))),
  ]);
  return {
    async deliver(at) {
      const answered = once(child, "message");
      child.send({ at: at.getTime() });
      const [answer] = await Promise.race([answered, exited.then(() => [undefined])]);
      return Answer.safeParse(answer).data?.delivered;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
