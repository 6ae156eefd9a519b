import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "@/lib/db/client";
import { hasCome, pageOfCycles, saveCycle } from "@/lib/db/cycles";
import type { SurveyedDirectory } from "@/lib/db/directory-health";
import { countHereBefore } from "@/lib/db/here-before";
import type { CycleRecord } from "./cycle";
import { kindOf, mayBeFirst } from "./cycle-kind";

/**
 * Saves cycles, the oldest first, with their kind as far as they have come, and what is expected of them.
 * @param recent cycles before them, the newest first
 */
export async function saveCycles(
  db: Database,
  scope: DirectoryScope,
  { provider, users, groups }: SurveyedDirectory,
  cycles: readonly CycleRecord[],
  recent: readonly CycleRecord[],
): Promise<CycleRecord[]> {
  const saved: CycleRecord[] = [];
  for (const cycle of cycles) {
    const earlier = [...saved].reverse().concat(recent.filter(({ id }) => id < cycle.id));
    const initial = earlier.find(({ kind }) => kind === "initial") ?? (await lastInitial(db, scope, cycle.id));
    const hadInitial = initial !== undefined;
    const isFirst = hadInitial && (await isFirstOfOne(db, scope, cycle));
    const kind = kindOf(cycle, { provider, hadInitial, isFirst, objects: users + groups });
    const isNew = kind === "initial" && cycle.expectedBy === null;
    const expected = isNew && (isFirst ? nothingExpected : await expectationOf(db, scope, cycle, initial));
    const whole = { ...cycle, kind, ...expected };
    await saveCycle(db, scope, whole);
    saved.push(whole);
  }
  return saved;
}

/** Whether a client is in a cycle that was in none before. */
async function isFirstOfOne(db: Database, scope: DirectoryScope, { id, clients }: CycleRecord): Promise<boolean> {
  for (const [credentialId, counts] of Object.entries(clients)) {
    if (mayBeFirst(counts) && !(await hasCome(db, scope, { credentialId, before: id }))) return true;
  }
  return false;
}

/** Who is here came by other clients, and says nothing of how many this one has. */
const nothingExpected = { expectedUsers: null, expectedGroups: null, expectedBy: "here" } as const;

/** What the initial cycle before it saw, or more where more are here; without one, who was here already. */
async function expectationOf(
  db: Database,
  scope: DirectoryScope,
  cycle: CycleRecord,
  initial: CycleRecord | undefined,
): Promise<Pick<CycleRecord, "expectedUsers" | "expectedGroups" | "expectedBy">> {
  const here = await countHereBefore(db, scope, cycle);
  const expected = (known: number | undefined, count: number) => Math.max(known ?? 0, count) || null;
  return {
    expectedUsers: expected(initial?.users, here.users),
    expectedGroups: expected(initial?.groups, here.groups),
    expectedBy: initial === undefined ? "here" : "before",
  };
}

async function lastInitial(db: Database, scope: DirectoryScope, before: string): Promise<CycleRecord | undefined> {
  const [initial] = await pageOfCycles(db, scope, { before, kinds: ["initial"], limit: 1 });
  return initial;
}
