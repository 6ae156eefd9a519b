import { tellOfDirectory } from "@/lib/alerts/finding-alert";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { listDirectories } from "@/lib/console/directories";
import { db, type Database } from "@/lib/db/client";
import { beginSurveysAnew, forgetPeopleCounts, listPauses, settleDeliveries } from "@/lib/db/demo";
import { MarksMemory } from "@/lib/insight/marks-memory";
import { surveyUpTo } from "@/lib/insight/survey-directory";
import { dayMs } from "./clock";

const minuteMs = 60_000;
/** A pause so long ends a cycle. */
const pauseMinutes = 10;
/** When a survey would have seen that requests came, and what that means; minutes from the last of them on. */
const moments = [0.1, 3, 11, 60, 125, 485];
/** One delivery in so many was not taken. */
const lost = 7;
const transactionMs = 120_000;

/**
 * Surveys the organization's log as it was surveyed while the story went on, and tells the webhooks of it: so there are
 * findings that have cleared, and deliveries. In one transaction, so that a server that runs beside does not survey the end
 * of the story before its begin.
 */
export async function replaySurveys(scope: OrganizationScope, end: Date): Promise<void> {
  const directories = await listDirectories(scope);
  await db.$transaction(
    async (transaction) => {
      await beginSurveysAnew(transaction, scope, new Date(end.getTime() - 10 * dayMs));
      for (const { id } of directories) {
        const directory = { ...scope, directoryId: id };
        const memory = new MarksMemory();
        for (const now of await surveyTimes(transaction, directory, end)) {
          while (await surveyUpTo(transaction, directory, { before: now, now, memory }));
          await tellOfDirectory(transaction, directory, now, { mail: false });
        }
      }
      await forgetPeopleCounts(transaction, scope);
      await settleDeliveries(transaction, scope, lost);
    },
    { timeout: transactionMs, maxWait: transactionMs },
  );
}

async function surveyTimes(transaction: Database, directory: DirectoryScope, end: Date): Promise<Date[]> {
  const pauses = await listPauses(transaction, directory, pauseMinutes);
  return pauses.flatMap(({ from, to }) =>
    moments
      .map((minutes) => new Date(from.getTime() + minutes * minuteMs))
      .filter((moment) => moment < (to ?? end) && moment <= end),
  );
}
