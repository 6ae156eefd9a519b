import { db } from "@/lib/db/client";
import { forgetCycles } from "@/lib/db/cycles";
import { beginSurveys, listDueDirectories } from "@/lib/db/directory-health";
import type { DueDirectory } from "@/lib/db/directory-health";
import { forgetFindings } from "@/lib/db/findings";
import { forgetHourlyCounts } from "@/lib/db/hourly-counts";
import { databaseTime } from "@/lib/db/survey-rows";
import { log } from "@/lib/log";
import { settleMs, surveyDirectory } from "./survey-directory";

const tickMs = 5_000;
const dayMs = 24 * 60 * 60_000;
/** How far back the log of a directory is read that was never surveyed. */
const historyMs = 30 * dayMs;
/** How often in a row a directory is read on before it is the next one's turn. */
const roundsMax = 10;
/** How long cycles, hourly counts and settled findings are told of. */
const cyclesKeptMs = 400 * dayMs;
const findingsKeptMs = 90 * dayMs;

/**
 * Surveys every directory of all organizations of which there is something new, or whose time has come. Copies of Muster may
 * do it at once: each directory is surveyed by one of them at a time.
 * @returns how many were looked at
 */
export async function surveyDue(now = new Date()): Promise<number> {
  await beginSurveys(now, new Date(now.getTime() - historyMs));
  const due = await listDueDirectories(now, new Date(now.getTime() - settleMs));
  for (const directory of due) {
    await surveyToEnd(directory, now).catch((error: unknown) =>
      log.error({ err: error, directoryId: directory.directoryId }, "a directory could not be surveyed"),
    );
  }
  return due.length;
}

async function surveyToEnd(directory: DueDirectory, now: Date): Promise<void> {
  for (let round = 0; round < roundsMax; round += 1) {
    if (!(await surveyDirectory(directory, now))) return;
  }
}

/** Surveys until `stop`, which waits for the last time. */
export function startSurveys(): { stop(): Promise<void> } {
  let forgetAt = 0;
  let running: Promise<void> | undefined;
  const tick = async () => {
    const now = (await databaseTime(db)).getTime();
    await surveyDue(new Date(now));
    if (now < forgetAt) return;
    forgetAt = now + dayMs;
    await forgetCycles(db, new Date(now - cyclesKeptMs));
    await forgetFindings(db, new Date(now - findingsKeptMs));
    await forgetHourlyCounts(db, new Date(now - cyclesKeptMs));
  };
  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => log.error({ err: error }, "directories could not be surveyed"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
