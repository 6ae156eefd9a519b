/** How many people a file may have. */
export const peopleMax = 5_000;

/** What can be wrong with a file of people; the words are the reader's own. */
export const peopleProblems = [
  /** Nothing is in it. */
  "empty",
  /** No line names its columns, or none of them is userPrincipalName. */
  "noUserPrincipalName",
  /** Two columns of one attribute; `value` is the name of the other. */
  "columnTwice",
  "quoteNeverClosed",
  "quoteInside",
  /** More cells than there are columns; `value` is how many. */
  "tooManyCells",
  "valueMissing",
  "notTrueOrFalse",
  /** A userPrincipalName has an @. */
  "noAt",
  /** Somebody on an earlier line has the same; `value` is the line. */
  "twice",
  "nobodyOfThatName",
  /** More than peopleMax; `value` is how many. */
  "tooManyPeople",
  /** A tenant's file in YAML or JSON; `value` says what, in English. */
  "tenantFile",
] as const;
export type PeopleProblem = (typeof peopleProblems)[number];

/** One thing that is wrong, and where. */
export interface PeopleFault {
  /** From 1; null: of the file as a whole. */
  readonly line: number | null;
  /** As the file names it; null: of the line as a whole. */
  readonly column: string | null;
  readonly problem: PeopleProblem;
  readonly value: string;
}

/** A file of people cannot be read; every fault with its place. */
export class PeopleFileError extends Error {
  override readonly name = "PeopleFileError";
  constructor(readonly faults: readonly PeopleFault[]) {
    super(faults.map(({ line, column, problem, value }) => [line, column, problem, value].join(" ")).join("\n"));
  }
}
