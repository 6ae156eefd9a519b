import { musterScope } from "@/lib/auth/muster";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { findRunningCycle, pageOfCycles } from "@/lib/db/cycles";
import { lockHealth, saveHealth, saveProgress } from "@/lib/db/directory-health";
import type { DueDirectory, SurveyedDirectory } from "@/lib/db/directory-health";
import { listEndingOf } from "@/lib/db/ending-credentials";
import { expireFailingObjects, groupFailingObjects, saveFailingObjects } from "@/lib/db/failing-objects";
import { saveFindings } from "@/lib/db/findings";
import { addHourlyCounts, countPeopleOnce } from "@/lib/db/hourly-counts";
import { listDanglingManagers, listLostMembers } from "@/lib/db/lost-references";
import type { LostReference } from "@/lib/db/lost-references";
import { readMarks, readSurveyRows, unsettledMs } from "@/lib/db/survey-rows";
import { uuidFloor } from "@/lib/db/uuid-time";
import { codes } from "./codes";
import { asConnectionTest } from "./connection-tests";
import type { CycleRecord } from "./cycle";
import { idleMsOf, usualInterval } from "./cycle-kind";
import { againCycles, endsWithinDays, findProblems, silentAfterMs } from "./find-problems";
import { CycleFold } from "./fold-cycle";
import { FailureFold } from "./fold-failures";
import { HourFold, hourOf } from "./fold-hours";
import { healthOf } from "./health-of";
import { MarksMemory } from "./marks-memory";
import { saveCycles } from "./save-cycles";
import { forget, note, parseNotes } from "./survey-notes";
import type { SurveyNotes } from "./survey-notes";
import { isRefused, objectKeys } from "./survey-row";
import type { SurveyRow } from "./survey-row";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A row of the log is there so long after its request came, or a statement in progress says otherwise. */
export const settleMs = 5_000;
/** Rows that are read at a time. */
const rowsMax = 5_000;
/** How often a directory of which nothing is heard is looked at. */
const quietMs = 5 * minuteMs;
/** How long after the last attempt a failing object is given up, while others are tried. */
const givenUpMs = 26 * hourMs;
/** The same of a request that is about nobody: whoever sends it in earnest sends it with each cycle. */
const requestGivenUpMs = 2 * hourMs;
/** Cycles that the usual interval is made of. */
const habitCycles = 30;
/** People who are looked at again at each survey. */
const notedMax = 500;
const transactionMs = 60_000;

const marksMemory = new MarksMemory();

/**
 * Reads what the log has of a directory since the last survey, up to some seconds before `now`, puts it into cycles, and
 * judges how the directory is. Of several processes at it at once one does it. Nothing is judged before the log is read to
 * its end, so a process that comes after a long pause does not tell old tales.
 * @param memory what this process knows of running cycles
 * @returns whether there is more to read at once
 */
export async function surveyDirectory(due: DueDirectory, now: Date, memory = marksMemory): Promise<boolean> {
  const scope = { ...musterScope(due.organizationId), directoryId: due.directoryId };
  const before = new Date(now.getTime() - settleMs - (await unsettledMs(db)));
  return db.$transaction((transaction) => surveyUpTo(transaction, scope, { before, now, memory }), {
    timeout: transactionMs,
    maxWait: transactionMs,
  });
}

interface Survey {
  /** Rows with ids before that moment are read. */
  readonly before: Date;
  readonly now: Date;
  readonly memory: MarksMemory;
}

/** One survey within a transaction. @returns as `surveyDirectory` */
export async function surveyUpTo(
  transaction: Database,
  scope: DirectoryScope,
  { before, now, memory }: Survey,
): Promise<boolean> {
  const directory = await lockHealth(transaction, scope);
  if (directory === undefined) return false;
  const read = await readLog(transaction, scope, { directory, before, memory });
  if (!read.isMore) await judge(transaction, scope, directory, read, now);
  return read.isMore;
}

interface Read {
  readonly isMore: boolean;
  readonly lastRequestAt: Date | null;
  readonly notes: SurveyNotes;
  /** The cycle that runs, else the last one. */
  readonly cycle: CycleRecord | undefined;
  readonly managers: readonly LostReference[];
  readonly remade: readonly LostReference[];
  readonly hasCycles: boolean;
  readonly usualMs: number | undefined;
}

interface Reading {
  readonly directory: SurveyedDirectory;
  readonly before: Date;
  readonly memory: MarksMemory;
}

async function readLog(db: Database, scope: DirectoryScope, { directory, before, memory }: Reading): Promise<Read> {
  const beforeId = uuidFloor(before);
  const notes = parseNotes(directory.notes);
  if (directory.enabled && directory.state === "off") notes.onAt = before;
  const [rows, running, recent] = await Promise.all([
    readSurveyRows(db, scope, { after: directory.watermark, before: beforeId, limit: rowsMax }),
    findRunningCycle(db, scope),
    pageOfCycles(db, scope, { kinds: ["initial", "incremental"], limit: habitCycles }),
  ]);
  const isMore = rows.length === rowsMax;
  const usualMs = usualInterval(recent.map(({ began }) => began));
  const [newest] = recent;
  const known = running && memory.take(scope.directoryId, running.id, directory.watermark);
  const cycles = new CycleFold({
    running,
    earlier: known ?? (await marksBefore(db, scope, running, rows)),
    idleMs: idleMsOf(usualMs),
    hasCycles: running !== undefined || newest !== undefined,
    lastProbeAt: notes.lastProbeAt,
  });
  const failures = new FailureFold();
  const hours = new HourFold();
  let { lastRequestAt } = directory;
  for (const request of rows) {
    const row = asConnectionTest(notes, request);
    cycles.add(row);
    failures.add(row, cycles.running?.id ?? null);
    hours.add(request);
    note(notes, row);
    if (lastRequestAt === null || row.at > lastRequestAt) lastRequestAt = row.at;
  }
  if (!isMore) cycles.endIfIdle(before);
  const lost = await lostReferences(db, scope, notes, rows);
  const touched = [...cycles.closed, ...(cycles.running ? [cycles.running] : [])];
  const saved = await saveCycles(db, scope, directory, touched, recent);
  await saveFailingObjects(db, scope, failures);
  await addHourlyCounts(db, scope, hours.counts);
  const watermark = isMore ? (rows.at(-1)?.id ?? beforeId) : later(beforeId, directory.watermark);
  await saveProgress(db, scope, { watermark, lastRequestAt, notes });
  // The marks are of all its objects only if they were known before, or the cycle began here.
  if (cycles.running && (known || cycles.running.id !== running?.id)) {
    memory.keep(scope.directoryId, { cycleId: cycles.running.id, watermark, marks: cycles.marks });
  }
  return {
    isMore,
    lastRequestAt,
    notes,
    ...lost,
    cycle: saved.at(-1) ?? newest,
    hasCycles: saved.length > 0 || newest !== undefined,
    usualMs,
  };
}

/** A clock that went back must not have rows read twice. */
const later = (left: string, right: string) => (left > right ? left : right);

async function marksBefore(
  db: Database,
  scope: DirectoryScope,
  running: CycleRecord | undefined,
  rows: readonly SurveyRow[],
) {
  const [first] = rows;
  if (!running || !first) return new Map();
  // Who was created by one of these rows had no id before.
  const born = new Set(
    rows.flatMap((row) => (row.action === "create" && !isRefused(row) ? `id:${row.resourceId}` : [])),
  );
  const keys = new Set(rows.flatMap(objectKeys).filter((key) => !born.has(key)));
  return readMarks(db, scope, { from: running.id, before: first.id }, [...keys]);
}

/** Of those who were written now and of those who were noted before; notes who is left. */
async function lostReferences(
  db: Database,
  scope: DirectoryScope,
  notes: SurveyNotes,
  rows: readonly SurveyRow[],
): Promise<Pick<Read, "managers" | "remade">> {
  const idsOf = (wanted: readonly SurveyRow[], noted: readonly string[]) => [
    ...new Set([...noted, ...wanted.flatMap(({ resourceId }) => resourceId ?? [])]),
  ];
  const given = rows.filter(({ setsManager }) => setsManager === true);
  const made = rows.filter((row) => row.action === "create" && row.resourceType === "User" && !isRefused(row));
  const managers = await listDanglingManagers(db, scope, idsOf(given, notes.managers));
  const remade = await listLostMembers(db, scope, idsOf(made, notes.remade));
  notes.managers = managers.slice(0, notedMax).map(({ id }) => id);
  notes.remade = remade.slice(0, notedMax).map(({ id }) => id);
  return { managers, remade };
}

async function judge(
  db: Database,
  scope: DirectoryScope,
  directory: SurveyedDirectory,
  { lastRequestAt, notes, managers, remade, cycle, hasCycles, usualMs }: Read,
  now: Date,
): Promise<void> {
  forget(notes, now);
  if (lastRequestAt !== null) {
    const last = lastRequestAt.getTime();
    await expireFailingObjects(db, scope, {
      objectsBefore: new Date(last - givenUpMs),
      requestsBefore: new Date(last - requestGivenUpMs),
    });
  }
  const [failing, ending] = await Promise.all([
    groupFailingObjects(db, scope, againCycles),
    listEndingOf(db, scope, {
      now,
      until: new Date(now.getTime() + endsWithinDays * dayMs),
      codes: { token: codes.tokenExpired, secret: codes.secretEnded },
    }),
  ]);
  await countPeopleOnce(db, scope, hourOf(now));
  const problems = findProblems({
    ...directory,
    now,
    notes,
    lastRequestAt,
    cycle,
    usualMs,
    failing,
    ending,
    managers,
    remade,
  });
  await saveFindings(db, scope, problems, now);
  const wasServed = hasCycles || notes.lastSuccessAt !== undefined;
  const health = healthOf({ ...directory, now, before: directory, lastRequestAt, hasCycles, wasServed, problems });
  await saveHealth(db, scope, health, {
    surveyedAt: now,
    nextSurveyAt: nextSurvey({ now, lastRequestAt, cycle, usualMs }),
  });
}

/** When something may be true by time alone: the cycle is over, or the silence too long. */
function nextSurvey({
  now,
  lastRequestAt,
  cycle,
  usualMs,
}: Pick<Read, "lastRequestAt" | "cycle" | "usualMs"> & { readonly now: Date }): Date {
  const moments = [
    now.getTime() + quietMs,
    ...(cycle?.ended === null ? [cycle.lastAt.getTime() + idleMsOf(usualMs) + settleMs] : []),
    ...(usualMs !== undefined && lastRequestAt ? [lastRequestAt.getTime() + silentAfterMs(usualMs)] : []),
  ];
  return new Date(Math.min(...moments.filter((moment) => moment > now.getTime())));
}
