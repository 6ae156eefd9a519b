import { z } from "zod";

/**
 * What can be wrong with a connection. Each finding stands in the table Finding from when a survey found it until a survey
 * finds it true no longer; `find-problems.ts` says when that is. `messages/en.json` has under `findings.<kind>` what it is
 * called, what it means and what to do about it at the identity provider.
 */
export const findingKinds = [
  /** So many of all objects fail that Entra puts the job into quarantine, or soon will (ENTRA.md §7.2). */
  "failureShare",
  /** Every request of a cycle is refused. */
  "refusedAll",
  /** A token or client secret that has ended or was revoked is still presented. Key: the code it is refused with. */
  "credentialRefused",
  /** The service is off, and requests arrive. */
  "serviceOff",
  /** A token or client secret ends within days, and nothing replaces it. Key: its id. */
  "credentialEnds",
  /** No request for much longer than usual. */
  "silent",
  /** Requests were refused because there were too many at a time. */
  "throttled",
  /** People or groups that could not be written of late. Key: the code they are refused with. */
  "failing",
  /** The same, in at least three cycles one after the other. */
  "failingAgain",
  /** A look-up found more than one: Entra writes to none of them (DuplicateTargetEntries). */
  "duplicateMatches",
  /** People whose manager is nobody here. */
  "danglingManagers",
  /** People who were deleted and made anew, and are not in their groups any more. */
  "lostMembers",
  /** The deprovision brake holds people whom an administrator has to decide about. */
  "brake",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** critical: nothing arrives any more, or Entra will put the job into quarantine (or has done so) unless something is done. */
export type Severity = "warning" | "critical";

/** Something that a survey finds to be wrong now. */
export interface Problem {
  readonly kind: FindingKind;
  /** What of the kind; of one kind and key there is one open finding in a directory. */
  readonly key: string;
  readonly severity: Severity;
  /** When it began, where the survey knows better than when it was first seen. */
  readonly since?: Date;
  /** What its sentences are made of: numbers, texts, ISO times, lists of texts; never a secret. */
  readonly facts: FindingFacts;
}

const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const FactsInput = z.record(z.string(), Fact);
export type FindingFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Facts as they are stored; none where they cannot be read. */
export function parseFacts(stored: unknown): FindingFacts {
  const parsed = FactsInput.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

export const healthStates = ["off", "waiting", "healthy", "degraded", "silent", "quarantineRisk"] as const;
export type HealthState = (typeof healthStates)[number];
