import type { Evidence, GuideStep, StepId } from "./guide-steps";

/** What was seen: when, and whom or what it was about. */
export interface Sighting {
  /** Undefined: it is so, and nobody knows since when. */
  readonly at?: Date;
  /** "Ana Pérez", a userName, a domain, the name of a token. */
  readonly name?: string;
  readonly resourceId?: string;
  /** The log row. */
  readonly eventId?: string;
}

/** A step that somebody said is done, or went past. */
export interface StepMark {
  readonly at: Date;
  readonly by: string;
  readonly skipped: boolean;
}

/** What is known of a directory's setup. */
export interface SetupFacts {
  readonly seen: Readonly<Partial<Record<Evidence, Sighting>>>;
  readonly marks: Readonly<Partial<Record<StepId, StepMark>>>;
}

export interface StepProgress {
  readonly step: GuideStep;
  /** Skipped: somebody went past it, and nothing has proved it since. */
  readonly state: "done" | "skipped" | "current" | "todo";
  /** What turns it green, each seen or awaited. */
  readonly evidence: readonly { readonly kind: Evidence; readonly sighting: Sighting | undefined }[];
  readonly mark: StepMark | undefined;
}

export interface SetupProgress {
  readonly steps: readonly StepProgress[];
  /** Done and skipped ones. */
  readonly over: number;
  readonly isOver: boolean;
}

/** What only a request of the identity provider brings: proof that the way up to there was gone. */
const requests: readonly Evidence[] = ["testConnection", "lookup", "person", "people", "group", "leaver"];

/**
 * How far a guide has come. A step is done when all its evidence was seen. One without evidence is done when somebody
 * says so, or when a later one is proved by a request that arrived, which could not have come without it. Such a request
 * proves earlier requests too (people arrive from clients that test no connection), but not what is true now or not: a
 * revoked token is missing however much arrived before.
 */
export function progressOf(steps: readonly GuideStep[], { seen, marks }: SetupFacts): SetupProgress {
  const proved = steps.map(
    ({ evidence }) => evidence.some((kind) => requests.includes(kind)) && evidence.every((kind) => seen[kind]),
  );
  const lastProved = proved.lastIndexOf(true);
  // Whether everything is so that must stay true.
  const holds = ({ evidence }: GuideStep) => evidence.every((kind) => requests.includes(kind) || seen[kind]);
  const finished = steps.map((step, index): "done" | "skipped" | undefined => {
    const mark = marks[step.id];
    const isImplied = index < lastProved && step.advice !== true && step.optional !== true && holds(step);
    if (isImplied || (step.evidence.length > 0 && step.evidence.every((kind) => seen[kind]))) return "done";
    if (mark?.skipped === true && step.optional === true) return "skipped";
    return mark?.skipped === false && step.evidence.length === 0 ? "done" : undefined;
  });
  const isOpen = (state: (typeof finished)[number]) => state === undefined;
  // What may be left out holds nobody up who has gone on without it.
  const isWaitedFor = (step: GuideStep, index: number) =>
    isOpen(finished[index]) && !(step.optional === true && finished.slice(index + 1).some((state) => !isOpen(state)));
  const waitedFor = steps.findIndex(isWaitedFor);
  const current = waitedFor < 0 ? finished.findIndex(isOpen) : waitedFor;
  const over = finished.filter((state) => state !== undefined).length;
  return {
    steps: steps.map((step, index) => ({
      step,
      state: finished[index] ?? (index === current ? "current" : "todo"),
      evidence: step.evidence.map((kind) => ({ kind, sighting: seen[kind] })),
      mark: marks[step.id],
    })),
    over,
    isOver: over === steps.length,
  };
}
