import type { ReasonRecord } from "@/lib/db/explanations";
import { isDecision } from "./decision-event";

/** A log row as the reason of something. */
export interface Reason {
  /** The log row. */
  readonly eventId: string;
  readonly at: Date;
  readonly code: string | null;
  /** What the client was told. */
  readonly detail: string | null;
  /** Who decided it in the console or on the command line; undefined: it was a request. */
  readonly decidedBy?: string;
}

export function toReason({ id, at, code, detail, method }: ReasonRecord): Reason {
  if (!isDecision(method)) return { eventId: id, at, code, detail };
  return { eventId: id, at, code: null, detail: null, decidedBy: detail ?? undefined };
}
