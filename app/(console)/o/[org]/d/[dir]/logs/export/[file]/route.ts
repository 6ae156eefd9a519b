import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { isLogExport, logExports, type LogExport } from "@/lib/console/export-log";
import { exportLimits, type ExportLimit } from "@/lib/console/export-places";
import { findFull, streamExport } from "@/lib/console/export-stream";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { listTokens } from "@/lib/console/tokens";
import { requireDirectory } from "../../../_data/require-directory";
import { filterOf } from "../../_data/filter-of";
import { credentialsOf } from "../../_data/credentials";
import { faultText } from "../../_data/fault-words";
import { readLogQuery } from "../../_data/query-faults";
import { recordWords } from "../../_data/record-words";

type Context = RouteContext<"/o/[org]/d/[dir]/logs/export/[file]">;

/** A file takes as long as its log; this is when asking again is worth it. */
const retrySeconds = 30;

/** The log under the filters of the page, as a file that is made while it is downloaded. */
export async function GET(request: Request, { params }: Context) {
  const { org, dir, file } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  if (!isLogExport(file)) notFound();
  const { query, faults } = readLogQuery(new URL(request.url).searchParams);
  // Rows that were to be left out are nobody's to hand on.
  if (faults.length > 0) return refused(400, faultText(await getTranslations("logs.unread"), faults));
  const [filter, tokens, clients] = await Promise.all([
    filterOf(scope, { ...query, after: null, before: null }),
    listTokens(scope, directory.id),
    listOAuthClients(scope, directory.id),
  ]);
  const words = await recordWords(directory, credentialsOf(tokens, clients));
  const answer = await streamExport(scope, { filter, file, words, signal: request.signal });
  if ("full" in answer) return tooMany(answer.full);
  return new Response(answer.stream, { headers: headersOf(file, directory.slug) });
}

/** Whether the file would be made now: the page asks before it leaves the download to the browser. */
export async function HEAD(request: Request, { params }: Context) {
  const { org, dir, file } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  if (!isLogExport(file)) notFound();
  const { faults } = readLogQuery(new URL(request.url).searchParams);
  if (faults.length > 0) return refused(400, "");
  const full = findFull(scope);
  return full === undefined ? new Response(null, { headers: headersOf(file, directory.slug) }) : tooMany(full);
}

const headersOf = (file: LogExport, directorySlug: string) => ({
  "Content-Type": logExports[file].contentType,
  "Content-Disposition": `attachment; filename="${directorySlug}-${file}"`,
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
});

async function tooMany(full: ExportLimit): Promise<Response> {
  const t = await getTranslations("logs.exportFull");
  return refused(429, `${t(full, exportLimits)} ${t("remedy")}\n`, { "Retry-After": String(retrySeconds) });
}

/** For people, whose browser shows it in place of the page. */
function refused(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  const plain = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(text, { status, headers: { ...plain, ...headers } });
}
