/** The report as lines for a terminal. */
import type { ConformanceReport, ReportedCase, ReportedExchange } from "./report";

/** What is to be said of a case: nothing of one that passed or was skipped. */
export function caseLines(played: ReportedCase): string[] {
  if (played.outcome !== "failed") return [];
  const last = played.exchanges.at(-1);
  return [
    `✗ ${played.id}  ${printable(played.title)}`,
    `    ${played.source}`,
    ...played.complaints.map((complaint) => `    - ${printable(complaint)}`),
    ...(last === undefined ? [] : exchangeLines(decisive(played.exchanges) ?? last)),
    "",
  ];
}

/** The last request that changed or asked for something else than what a check looks up afterwards. */
function decisive(exchanges: readonly ReportedExchange[]): ReportedExchange | undefined {
  return exchanges.findLast(({ request }) => request.method !== "GET") ?? exchanges.at(-1);
}

function exchangeLines({ request, response }: ReportedExchange): string[] {
  const body = (text: string) => (text === "" ? [] : [`      ${printable(text.slice(0, 600))}`]);
  return [
    `    > ${request.method} ${request.url}`,
    ...body(request.body),
    `    < ${response.status} ${response.headers["content-type"] ?? ""}`,
    ...body(response.body),
  ];
}

/** The score of each group and of all, why cases were skipped, and what was left behind. */
export function summaryLines(report: ConformanceReport): string[] {
  const width = Math.max(5, ...report.groups.map(({ title }) => title.length));
  const row = (title: string, cells: readonly (string | number)[]) =>
    `${title.padEnd(width)}${cells.map((cell) => String(cell).padStart(9)).join("")}`;
  const score = (value: number | null) => (value === null ? "–" : `${value} %`);
  const reasons = new Map<string, string[]>();
  for (const { id, outcome, reason = "" } of report.cases) {
    if (outcome === "skipped") reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  }
  const advised = report.cases.filter(({ advice }) => advice.length > 0).length;
  return [
    row("", ["passed", "failed", "skipped", "score"]),
    ...report.groups.map((group) => row(group.title, [group.passed, group.failed, group.skipped, score(group.score)])),
    row("Total", [report.passed, report.failed, report.skipped, score(report.score)]),
    "",
    ...[...reasons].map(([reason, ids]) => `Skipped ${ids.join(", ")}: ${printable(reason)}`),
    ...(advised === 0 ? [] : [`${advised} cases have advice that costs no points; --html and --json tell it.`]),
    ...(report.leftovers.length === 0 ? [] : ["Could not be removed:", ...report.leftovers.map((url) => `  ${url}`)]),
    ...(report.ended === undefined ? [] : [report.ended]),
    `${report.requests} requests in ${report.seconds} s.`,
  ];
}

/** Without what a hostile server might tell a terminal to do. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}
