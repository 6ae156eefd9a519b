import { codes } from "./codes";
import type { FindingFacts, FindingKind } from "./finding";

/** What is known of a finding wherever it is told. */
export interface FindingRowsOf {
  readonly kind: FindingKind;
  readonly facts: FindingFacts;
  readonly since: Date;
}

/** Filters of the log page as its URL has them. */
export type LogPageQuery = Readonly<Record<string, string | undefined>>;

/**
 * The rows of the log that a finding is made of, and not what was refused before it began; undefined where it is not made
 * of rows. Reads are always shown: a look-up is refused like anything else, and the log page hides them unless asked.
 */
export function findingRows({ kind, facts, since }: FindingRowsOf): LogPageQuery | undefined {
  const [event, code, from] = [textOf(facts, "eventId"), textOf(facts, "code"), since.toISOString()];
  const rows = (query: LogPageQuery) => ({ range: "all", ...query });
  const refused = (more: LogPageQuery) => rows({ status: "failure", event, reads: "true", ...more });
  switch (kind) {
    case "failing":
    case "failingAgain":
    case "credentialRefused":
      return refused({ code, from });
    case "refusedAll":
      return refused({ cycle: textOf(facts, "cycleId") });
    case "serviceOff":
      return refused({ code: codes.serviceOff, from });
    case "throttled":
      return refused({ code: codes.tooManyRequests, from });
    case "failureShare":
      return refused({ from });
    case "duplicateMatches":
      return rows({ event, reads: "true" });
    case "silent":
      return rows({ reads: "true" });
    case "danglingManagers":
    case "lostMembers":
      return rows({ about: textOf(facts, "userId") });
    case "credentialEnds":
    case "brake":
      return undefined;
  }
}

function textOf(facts: FindingFacts, name: string): string | undefined {
  const fact = facts[name];
  return typeof fact === "string" ? fact : undefined;
}
