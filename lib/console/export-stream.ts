import { ownerOf, type DirectoryScope } from "@/lib/auth/scope";
import { exportLog, type LogExport } from "./export-log";
import { exportPlaces, type ExportLimit, type ExportPlaces } from "./export-places";
import type { LogFilter } from "./logs";
import type { RecordWords } from "./to-entra-record";

export interface ExportRequest {
  readonly filter: LogFilter;
  readonly file: LogExport;
  readonly words: RecordWords;
  /** Of the request: who has gone before the answer began takes no place. */
  readonly signal?: AbortSignal;
}

export interface ExportRoom {
  readonly places: ExportPlaces;
  /** For how long a piece may lie there that nobody takes. */
  readonly idleMs: number;
}

/** Longer than anybody pauses a download for, and not for ever: who takes nothing gives the place to somebody else. */
const room: ExportRoom = { places: exportPlaces, idleMs: 5 * 60_000 };

const ownerIn = ({ actor, organizationId }: DirectoryScope) => ({
  person: ownerOf(actor),
  organization: organizationId,
});

/** Which limit an export would meet now; undefined: none. */
export const findFull = (scope: DirectoryScope): ExportLimit | undefined => exportPlaces.full(ownerIn(scope));

/**
 * An export of the log (export-log.ts) as the body of an answer, which has a place among those that run at once until it
 * is read to its end, cancelled, broken, or left lying.
 * @returns the bytes, or which limit of places is reached; then nothing was read, and no audit event was written
 * @throws ForbiddenError
 */
export async function streamExport(
  scope: DirectoryScope,
  { filter, file, words, signal }: ExportRequest,
  { places, idleMs }: ExportRoom = room,
): Promise<{ readonly stream: ReadableStream<Uint8Array> } | { readonly full: ExportLimit }> {
  const place = places.take(ownerIn(scope));
  if ("full" in place) return place;
  try {
    const pieces = await exportLog(scope, filter, file, words);
    const stream = toStream(pieces, place.release, idleMs);
    const leave = () => {
      place.release();
      void pieces.return(undefined);
    };
    if (signal?.aborted === true) leave();
    else signal?.addEventListener("abort", leave, { once: true });
    return { stream };
  } catch (error) {
    place.release();
    throw error;
  }
}

function toStream(pieces: AsyncGenerator<string>, release: () => void, idleMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let idle: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(idle);
    release();
  };
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      clearTimeout(idle);
      try {
        const { done, value } = await pieces.next();
        if (done === true) {
          end();
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(value));
        idle = setTimeout(() => {
          end();
          void pieces.return(undefined);
          controller.error(new Error("Nobody took the export."));
        }, idleMs).unref();
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel: async () => {
      end();
      await pieces.return(undefined);
    },
  });
}
