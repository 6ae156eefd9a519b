import type { AssignedCounts, CycleRecord, Phase } from "./cycle";
import { expectedObjects } from "./expected-objects";

/** How far an initial cycle has come. */
export interface CycleProgress {
  readonly phase: Phase;
  /** Of all phases, 0 to 1; undefined where nobody can know how many there will be. */
  readonly share: number | undefined;
  /** People and groups a minute. */
  readonly perMinute: number;
  /** Until its people and groups are over, milliseconds; undefined where that is not known. */
  readonly leftMs: number | undefined;
  /** So many people (in the second phase: groups) were expected, and more have come. */
  readonly surpassed: number | undefined;
  /** Whether what is expected is what an admin has said. */
  readonly isSaid: boolean;
  /** At least so many people more are likely. */
  readonly atLeast: number | undefined;
}

const minuteMs = 60_000;
/** Managers and members come after everybody and everything, and take about a tenth of the requests. */
const objectsShare = 0.9;

/**
 * Entra's order is people, groups, then managers and members (ENTRA.md §5): once there are groups, all people were seen.
 * @param assigned what an admin has said of the identity provider
 * @returns undefined for other cycles, and for those that are over
 */
export function progressOf(
  cycle: CycleRecord,
  assigned: AssignedCounts | undefined,
  now: Date,
): CycleProgress | undefined {
  const { kind, ended, phase, began, users, groups } = cycle;
  if (kind !== "initial" || ended !== null || phase === null) return undefined;
  const objects = users + groups;
  const perMinute = (objects * minuteMs) / Math.max(now.getTime() - began.getTime(), 1_000);
  const expected = expectedObjects(cycle, assigned);
  const { isSaid, usersAtLeast } = expected;
  const unknown = { phase, perMinute, isSaid, share: undefined, leftMs: undefined, surpassed: undefined };
  if (phase === "members") return { ...unknown, share: objectsShare, atLeast: undefined };
  const [seen, awaited] = phase === "users" ? [users, expected.users] : [groups, expected.groups];
  if (awaited === undefined) {
    const isMore = phase === "users" && usersAtLeast !== undefined && usersAtLeast > users;
    return { ...unknown, atLeast: isMore ? usersAtLeast - users : undefined };
  }
  if (seen > awaited) return { ...unknown, surpassed: awaited, atLeast: undefined };
  const total = phase === "users" ? awaited + (expected.groups ?? 0) : users + awaited;
  return {
    ...unknown,
    share: total === 0 ? objectsShare : (objects / total) * objectsShare,
    leftMs: perMinute > 0 ? ((total - objects) / perMinute) * minuteMs : undefined,
    atLeast: undefined,
  };
}
