import { z } from "zod";
import type { DirectoryScope } from "@/lib/auth/scope";
import { htmlReport } from "@/lib/entra/conformance/html-report";
import type { ConformanceReport, ReportedExchange } from "@/lib/entra/conformance/report";
import { readTrialEvidence, readTrialReport } from "./trial-runs";

const headers = z.record(z.string(), z.string());
const StoredExchanges = z.array(
  z.object({
    request: z.object({ method: z.string(), url: z.string(), headers, body: z.string() }),
    response: z.object({ status: z.number(), headers, body: z.string(), milliseconds: z.number() }),
  }),
);
const tally = {
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  total: z.number(),
  score: z.number().nullable(),
};
const StoredReport = z.object({
  ...tally,
  tenantUrl: z.string(),
  startedAt: z.string(),
  seconds: z.number(),
  requests: z.number(),
  ended: z.string().optional(),
  groups: z.array(z.object({ ...tally, id: z.string(), title: z.string() })),
  cases: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      title: z.string(),
      source: z.string(),
      outcome: z.enum(["passed", "failed", "skipped"]),
      reason: z.string().optional(),
      complaints: z.array(z.string()),
      advice: z.array(z.string()),
      exchanges: StoredExchanges,
      seconds: z.number(),
    }),
  ),
  leftovers: z.array(z.string()),
});

/**
 * What a conformance run found, without the exchanges; undefined when it found nothing (yet), or the directory has no such
 * run.
 * @throws ForbiddenError
 */
export async function readConformanceReport(
  scope: DirectoryScope,
  runId: string,
): Promise<ConformanceReport | undefined> {
  const stored = await readTrialReport(scope, "conformance", runId);
  return stored === undefined ? undefined : StoredReport.parse(stored);
}

/**
 * What was asked and answered in one case of a run; nothing, where there is no such case.
 * @throws ForbiddenError
 */
export async function readConformanceCase(
  scope: DirectoryScope,
  { runId, caseId }: { readonly runId: string; readonly caseId: string },
): Promise<ReportedExchange[]> {
  const found = (await readTrialEvidence(scope, "conformance", runId, [caseId])).get(caseId);
  return found === undefined ? [] : StoredExchanges.parse(found);
}

export interface Download {
  readonly body: string;
  readonly contentType: string;
}

/**
 * A run's report as a file, with the exchanges of what failed, as the command line writes it.
 * @param file report.html or report.json
 * @returns undefined when there is no such run, report or file
 * @throws ForbiddenError
 */
export async function downloadConformance(
  scope: DirectoryScope,
  runId: string,
  file: string,
): Promise<Download | undefined> {
  if (file !== "report.html" && file !== "report.json") return undefined;
  const report = await readConformanceReport(scope, runId);
  if (report === undefined) return undefined;
  const failed = report.cases.filter(({ outcome }) => outcome === "failed").map(({ id }) => id);
  const evidence = await readTrialEvidence(scope, "conformance", runId, failed);
  const cases = report.cases.map((played) => {
    const exchanges = evidence.get(played.id);
    return exchanges === undefined ? played : { ...played, exchanges: StoredExchanges.parse(exchanges) };
  });
  const whole = { ...report, cases };
  return file === "report.html"
    ? { body: htmlReport(whole), contentType: "text/html; charset=utf-8" }
    : { body: `${JSON.stringify(whole, undefined, 2)}\n`, contentType: "application/json; charset=utf-8" };
}
