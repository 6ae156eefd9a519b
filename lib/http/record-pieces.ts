import { codes } from "@/lib/insight/codes";
import { eventQueue } from "@/lib/insight/event-queue";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { omittedText } from "@/lib/insight/redact";

type End = Pick<ProvisioningEvent, "status" | "code" | "detail">;

const brokeOff: End = {
  status: "failure",
  code: codes.internal,
  detail: "Muster could not make the whole answer; it broke off.",
};

/** Passes an answer's pieces on. Its log row is written when the last one is sent, or tells that the answer broke off. */
export async function* recordPieces(pieces: AsyncIterable<string>, event: ProvisioningEvent): AsyncGenerator<string> {
  const began = performance.now();
  const source = pieces[Symbol.asyncIterator]();
  let characters = 0;
  // A door that is left by its client ends or breaks the iteration where it stands: at `yield`.
  let end: Partial<End> = { status: "warning", detail: "The client left before the answer had ended." };
  const read = () =>
    source.next().catch((error: unknown) => {
      end = brokeOff;
      throw error;
    });
  try {
    for (let next = await read(); !next.done; next = await read()) {
      characters += next.value.length;
      yield next.value;
    }
    end = {};
  } finally {
    await source.return?.();
    const durationMs = Math.round((event.durationMs + performance.now() - began) * 100) / 100;
    await eventQueue.add({ ...event, durationMs, responseBody: omittedText(characters), ...end });
  }
}
