import { z } from "zod";

export const cycleKinds = ["initial", "incremental", "onDemand"] as const;
export type CycleKind = (typeof cycleKinds)[number];

/** `before`: the initial cycle before it saw so many. `here`: so many were here when it began, which is a lower limit. */
export const expectedBys = ["before", "here"] as const;
export type ExpectedBy = (typeof expectedBys)[number];

/** In Entra's order (ENTRA.md §5): people, groups, then references: managers and members. */
export const phases = ["users", "groups", "members"] as const;
export type Phase = (typeof phases)[number];

const ClientCounts = z.object({
  /** Look-ups by filter that were answered, and those of them that found exactly one. */
  lookups: z.number(),
  found: z.number(),
  /** People and groups that it was the first in the cycle to ask about. */
  objects: z.number(),
  created: z.number(),
});
/** What one credential did in a cycle. */
export type ClientCounts = z.infer<typeof ClientCounts>;

/** By credential; of more than a few, the first. */
export const CycleClients = z.record(z.string(), ClientCounts);
export type CycleClients = Readonly<Record<string, ClientCounts>>;

/**
 * A burst of requests that is taken for one cycle (ENTRA.md §7.8): the log rows from `id` to `lastEventId`. Objects are
 * people and groups, and each counts once.
 */
export interface CycleRecord {
  /** The id of its first log row. */
  readonly id: string;
  readonly kind: CycleKind;
  /** What it was last busy with; null: nothing but the credentials was looked at. */
  readonly phase: Phase | null;
  readonly began: Date;
  readonly lastAt: Date;
  readonly lastEventId: string;
  /** Null while it runs. */
  readonly ended: Date | null;
  readonly requests: number;
  /** Requests that were refused, for whatever reason. */
  readonly refused: number;
  /** Of those: because there were too many at a time. */
  readonly throttled: number;
  /** Credential checks (ENTRA.md §1.1). */
  readonly probes: number;
  /** Look-ups by filter, and those of them that found exactly one. */
  readonly lookups: number;
  readonly found: number;
  readonly users: number;
  readonly groups: number;
  readonly created: number;
  /** Without those that were created in the same cycle. */
  readonly updated: number;
  readonly disabled: number;
  readonly deleted: number;
  /** Whose last write in the cycle was refused. */
  readonly failed: number;
  /** How many an initial cycle will see, where that is known. */
  readonly expectedUsers: number | null;
  readonly expectedGroups: number | null;
  /** What that is read off. */
  readonly expectedBy: ExpectedBy | null;
  /** That of the first request. */
  readonly credentialId: string | null;
  readonly clients: CycleClients;
}

/** How many people and groups are assigned at the identity provider, as an admin has said; null: they did not. */
export interface AssignedCounts {
  readonly users: number | null;
  readonly groups: number | null;
  /** When they said so. */
  readonly at: Date;
}
