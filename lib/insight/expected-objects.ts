import type { AssignedCounts, CycleRecord } from "./cycle";

/** How many people and groups an initial cycle will see. */
export interface ExpectedObjects {
  readonly users: number | undefined;
  readonly groups: number | undefined;
  /** Whether the number of people, or of groups, is what an admin has said. */
  readonly isSaid: boolean;
  /** Where nobody knows: at least so many people are likely, because so many were here when it began. */
  readonly usersAtLeast: number | undefined;
}

/** What was said longer before a cycle is not about it any more. */
const saidForMs = 30 * 24 * 60 * 60_000;

/** What an admin has said, else what the initial cycle before it saw. */
export function expectedObjects(cycle: CycleRecord, assigned: AssignedCounts | undefined): ExpectedObjects {
  const { began, expectedUsers, expectedGroups, expectedBy } = cycle;
  const isFresh = assigned !== undefined && began.getTime() - assigned.at.getTime() <= saidForMs;
  const [saidUsers, saidGroups] = isFresh ? [assigned.users, assigned.groups] : [null, null];
  const before = (known: number | null) => (expectedBy === "before" ? (known ?? undefined) : undefined);
  return {
    users: saidUsers ?? before(expectedUsers),
    groups: saidGroups ?? before(expectedGroups),
    isSaid: saidUsers !== null || saidGroups !== null,
    usersAtLeast: expectedBy === "here" ? (expectedUsers ?? undefined) : undefined,
  };
}
