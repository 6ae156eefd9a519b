import { getMessages, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { readRehearsalReport, readRehearsedObjects, listRehearsals } from "@/lib/console/rehearsals";
import { rehearsalCsv } from "@/lib/console/rehearsal-csv";
import { requireDirectory } from "../../../_data/require-directory";

/** The report of a rehearsal as a file: everybody as CSV, or all of it as JSON. Whoever may read the page may take it. */
export async function GET(_: Request, { params }: RouteContext<"/o/[org]/d/[dir]/rehearse/[run]/[file]">) {
  const { org, dir, run, file } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const report = await readRehearsalReport(scope, run);
  if (report === undefined) notFound();
  const objects = await readRehearsedObjects(scope, run);
  const name = `${directory.slug}-rehearsal`;
  if (file === "report.json") {
    const request = (await listRehearsals(scope)).find(({ id }) => id === run);
    const whole = { source: request?.source, startedAt: request?.startedAt, ...report, objects };
    return download(JSON.stringify(whole, null, 2), "application/json", `${name}.json`);
  }
  if (file !== "people.csv") notFound();
  const [t, codeWords] = await Promise.all([getTranslations("rehearsal"), getTranslations("codes")]);
  const { codes, rehearsal } = await getMessages();
  const shortOf = keyFinder(rehearsal.short);
  const codeOf = keyFinder(codes);
  const csv = rehearsalCsv(objects, {
    head: [t("csv.kind"), t("csv.name"), t("csv.userName"), t("csv.outcome"), t("csv.reason"), t("csv.detail")],
    kind: (kind) => t(`kind.${kind}`),
    outcome: (outcome) => t(`outcome.${outcome}`),
    reason: (reason) => {
      const [short, code] = [shortOf(reason), codeOf(reason)];
      if (short !== undefined) return t(`short.${short}`);
      return code === undefined ? reason : `${codeWords(`${code}.title`)} (${code})`;
    },
  });
  return download(csv, "text/csv; charset=utf-8", `${name}.csv`);
}

/** Finds a text among the keys of some messages. */
const keyFinder =
  <Messages extends object>(messages: Messages) =>
  (text: string): keyof Messages | undefined =>
    Object.keys(messages).find((key): key is Extract<keyof Messages, string> => key === text);

function download(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
