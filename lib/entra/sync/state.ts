import { z } from "zod";

const Escrow = z.object({
  /** Of what has failed: when it changes, it is tried at once. */
  digest: z.string(),
  attempts: z.number(),
  /** Epoch milliseconds of the earliest next attempt. */
  next: z.number(),
  since: z.number(),
  code: z.string(),
  reason: z.string(),
});

const ObjectState = z.object({
  kind: z.enum(["user", "group"]),
  name: z.string(),
  /** Of what was last seen of it in Entra: what differs is in the change set. */
  digest: z.string(),
  targetId: z.string().optional(),
  /** Whether it is still provisioned: who left the scope was disabled once and is left alone since (ENTRA.md §5). */
  managed: z.boolean(),
  /** objectId of the manager that was written. */
  manager: z.string().optional(),
  /** objectIds of the members that were written. */
  members: z.array(z.string()).optional(),
  /** It was looked at, but what it refers to (manager, members) was not written yet: the cycle has not come so far. */
  pending: z.literal(true).optional(),
  /** What has failed and is tried again. */
  escrow: Escrow.optional(),
});
export type ObjectState = z.infer<typeof ObjectState>;

export const quarantineReasons = [
  "EncounteredQuarantineException",
  "EncounteredEscrowProportionThreshold",
  "EncounteredBaseEscrowThreshold",
  "EncounteredTotalEscrowThreshold",
  "TooManyDeletes",
] as const;

const Quarantine = z.object({
  reason: z.enum(quarantineReasons),
  message: z.string(),
  seriesBegan: z.number(),
  seriesCount: z.number(),
  nextAttempt: z.number(),
});
export type Quarantine = z.infer<typeof Quarantine>;

/** What the service keeps between cycles; as JSON in the state file. */
const SyncStateInput = z.object({
  version: z.literal(1),
  jobId: z.string(),
  /** End of the last cycle that was completed, epoch milliseconds; null: the next one is initial. */
  watermark: z.number().nullable(),
  /** Of mappings and scope: when they change, everything is looked at again (ENTRA.md §7.1). */
  configuration: z.string(),
  cycles: z.number(),
  /** The configuration by which an initial cycle is under way; the next one goes on where it was stopped. */
  underWay: z.string().optional(),
  quarantine: Quarantine.optional(),
  objects: z.record(z.string(), ObjectState),
});

/** The same with its objects in a map; a cycle changes it in place, object by object, so that what was done is kept. */
export interface SyncState extends Omit<z.infer<typeof SyncStateInput>, "objects"> {
  objects: Map<string, ObjectState>;
}

/** Before the first cycle, and after "Restart provisioning". */
export const freshState = (jobId: string): SyncState => ({
  version: 1,
  jobId,
  watermark: null,
  configuration: "",
  cycles: 0,
  objects: new Map(),
});

/** @throws Error when the text is no state */
export function parseState(text: string): SyncState {
  const { objects, ...rest } = SyncStateInput.parse(JSON.parse(text));
  return { ...rest, objects: new Map(Object.entries(objects)) };
}

export const serializeState = (state: SyncState): string => [...statePieces(state)].join("");

const objectsInPiece = 1_000;

/**
 * The JSON of a state, piece by piece: of 100,000 people it is 30 MB, and a cycle that goes on must not wait for all of it.
 * What changes in between is in or not; each object for itself is whole.
 */
export function* statePieces({ objects, ...rest }: SyncState): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"objects":{`;
  let piece: string[] = [];
  let separator = "\n";
  for (const [id, object] of objects) {
    piece.push(`${separator}${JSON.stringify(id)}:${JSON.stringify(object)}`);
    separator = ",\n";
    if (piece.length < objectsInPiece) continue;
    yield piece.join("");
    piece = [];
  }
  yield `${piece.join("")}\n}}\n`;
}
