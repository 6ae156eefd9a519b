import { codes } from "@/lib/insight/codes";
import { eventQueue } from "@/lib/insight/event-queue";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { omittedText } from "@/lib/insight/redact";

/** Passes an answer's pieces on. Its log row is written when the last one is sent, or tells that the answer broke off. */
export async function* recordPieces(pieces: AsyncIterable<string>, event: ProvisioningEvent): AsyncGenerator<string> {
  const began = performance.now();
  let characters = 0;
  // What is true when the client leaves: then nothing after `yield` runs but `finally`.
  let end: Partial<ProvisioningEvent> = { status: "warning", detail: "The client left before the answer had ended." };
  try {
    for await (const piece of pieces) {
      characters += piece.length;
      yield piece;
    }
    end = {};
  } catch (error) {
    end = { status: "failure", code: codes.internal, detail: "Muster could not make the whole answer; it broke off." };
    throw error;
  } finally {
    const durationMs = Math.round((event.durationMs + performance.now() - began) * 100) / 100;
    await eventQueue.add({ ...event, durationMs, responseBody: omittedText(characters), ...end });
  }
}
