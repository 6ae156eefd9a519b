import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { isLogExport, logExports } from "@/lib/console/export-log";
import { exportLimits } from "@/lib/console/export-places";
import { streamExport } from "@/lib/console/export-stream";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { listTokens } from "@/lib/console/tokens";
import { requireDirectory } from "../../../_data/require-directory";
import { filterOf } from "../../_data/filter-of";
import { credentialsOf } from "../../_data/credentials";
import { faultText } from "../../_data/fault-words";
import { readLogQuery } from "../../_data/query-faults";
import { recordWords } from "../../_data/record-words";

/** A file takes as long as its log; this is when asking again is worth it. */
const retrySeconds = 30;

/** The log under the filters of the page, as a file that is made while it is downloaded. */
export async function GET(request: Request, { params }: RouteContext<"/o/[org]/d/[dir]/logs/export/[file]">) {
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
  const answer = await streamExport(scope, { filter, file, words });
  if ("full" in answer) {
    const t = await getTranslations("logs.exportFull");
    const text = `${t(answer.full, exportLimits)} ${t("remedy")}\n`;
    return refused(429, text, { "Retry-After": String(retrySeconds) });
  }
  return new Response(answer.stream, {
    headers: {
      "Content-Type": logExports[file].contentType,
      "Content-Disposition": `attachment; filename="${directory.slug}-${file}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** For people, whose browser shows it in place of the page. */
function refused(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  const plain = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(text, { status, headers: { ...plain, ...headers } });
}
