import { z } from "zod";
import { companySizes } from "@/lib/inputs/rehearsal";

/** Why Entra passes somebody over. */
export const skipReasons = [
  "notAssigned",
  "defaultAccess",
  "disabled",
  "deleted",
  "groupNotAssigned",
  "outOfScope",
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What a person who is provisioned nevertheless lacks. */
export const flaws = ["noGivenName", "noSurname", "noDisplayName", "noMail", "managerMissing"] as const;
export type Flaw = (typeof flaws)[number];

export const outcomes = ["created", "updated", "disabled", "unchanged", "skipped", "refused"] as const;
export type RehearsedOutcome = (typeof outcomes)[number];

const RehearsedObject = z.object({
  kind: z.enum(["user", "group"]),
  /** "Ana Pérez", "Sales". */
  name: z.string(),
  /** userPrincipalName; null: of a group. */
  userName: z.string().nullable(),
  outcome: z.enum(outcomes),
  /** Of who was skipped a SkipReason, of who was refused our code or, without one, Entra's; null: neither. */
  reason: z.string().nullable(),
  /** Of who was refused: what Entra's log will say. */
  detail: z.string().nullable(),
  flaws: z.array(z.enum(flaws)),
});
export type RehearsedObject = z.infer<typeof RehearsedObject>;

export const RehearsalSource = z.discriminatedUnion("kind", [
  /** `domains`: of the organization, which most userNames are in. */
  z.object({ kind: z.literal("company"), people: z.literal(companySizes), domains: z.array(z.string()) }),
  /** `name`: of the file; null: it was pasted. */
  z.object({ kind: z.literal("file"), name: z.string().nullable(), people: z.number() }),
]);
export type RehearsalSource = z.infer<typeof RehearsalSource>;

/** What a rehearsal is asked for, as its run keeps it. The people of a file are the run's payload. */
export const RehearsalRequest = z.object({ source: RehearsalSource, isCompliant: z.boolean() });
export type RehearsalRequest = z.infer<typeof RehearsalRequest>;

const count = z.number().int();
const Counts = z.object({
  created: count,
  updated: count,
  disabled: count,
  unchanged: count,
  skipped: count,
  refused: count,
});

/** What an initial cycle did to a copy of the directory, in short; the objects are the run's evidence. */
export const RehearsalReport = z.object({
  users: Counts,
  groups: Counts,
  memberships: count,
  /** How many people the directory had before. */
  peopleBefore: count,
  requests: count,
  seconds: z.number(),
  /** What ended the cycle before its time, as Entra would put it. */
  stopped: z.string().nullable(),
  /** The first person who was created, as the application holds them: SCIM paths in the order of the mapping. */
  example: z
    .object({ name: z.string(), values: z.array(z.object({ path: z.string(), value: z.string() })) })
    .nullable(),
});
export type RehearsalReport = z.infer<typeof RehearsalReport>;

export const RehearsedObjects = z.array(RehearsedObject);

/** Objects that have the same said of them. */
export interface RehearsedGroup {
  readonly reason: string;
  readonly objects: readonly RehearsedObject[];
}

/** Whoever had this outcome, by reason, the largest group first. */
export function groupsOf(objects: readonly RehearsedObject[], outcome: "skipped" | "refused"): RehearsedGroup[] {
  return grouped(objects.filter((each) => each.outcome === outcome).map((each) => [each.reason ?? "", each]));
}

/** Whoever is provisioned with something missing, by what. */
export const flawsOf = (objects: readonly RehearsedObject[]): RehearsedGroup[] =>
  grouped(objects.flatMap((each) => each.flaws.map((flaw): [string, RehearsedObject] => [flaw, each])));

function grouped(pairs: readonly (readonly [string, RehearsedObject])[]): RehearsedGroup[] {
  const groups = new Map<string, RehearsedObject[]>();
  for (const [reason, object] of pairs) {
    const known = groups.get(reason);
    if (known) known.push(object);
    else groups.set(reason, [object]);
  }
  return [...groups]
    .map(([reason, objects]) => ({ reason, objects }))
    .sort((one, other) => other.objects.length - one.objects.length);
}

/** How many of a kind had each outcome. */
export function countsOf(
  objects: readonly RehearsedObject[],
  kind: RehearsedObject["kind"],
): Readonly<Record<RehearsedOutcome, number>> {
  const counts = { created: 0, updated: 0, disabled: 0, unchanged: 0, skipped: 0, refused: 0 };
  for (const each of objects) if (each.kind === kind) counts[each.outcome] += 1;
  return counts;
}
