import { getMessages, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { exportLog, isLogExport, logExports } from "@/lib/console/export-log";
import type { RecordWords } from "@/lib/console/to-entra-record";
import { entraPlaceOf } from "@/lib/insight/entra-place";
import { directoryWords } from "../../../_data/directory-words";
import { requireDirectory } from "../../../_data/require-directory";
import { faultText } from "../../_data/fault-words";
import { filterOf } from "../../_data/filter-of";
import { readLogQuery } from "../../_data/query-faults";

/** The log under the filters of the page, as a file that is made while it is downloaded. */
export async function GET(request: Request, { params }: RouteContext<"/o/[org]/d/[dir]/logs/export/[file]">) {
  const { org, dir, file } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  if (!isLogExport(file)) notFound();
  const { query, faults } = readLogQuery(new URL(request.url).searchParams);
  // Rows that were to be left out are nobody's to hand on.
  if (faults.length > 0) return refused(400, faultText(await getTranslations("logs.unread"), faults));
  const filter = await filterOf(scope, { ...query, after: null, before: null });
  const pieces = await exportLog(scope, filter, file, await wordsOf(directory));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return new Response(body, {
    headers: {
      "Content-Type": logExports[file].contentType,
      "Content-Disposition": `attachment; filename="${directory.slug}-${file}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** For people, whose browser shows it in place of the page. */
function refused(status: number, text: string): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(text, { status, headers });
}

async function wordsOf(directory: Parameters<typeof directoryWords>[0]): Promise<RecordWords> {
  const [words, messages, t, place] = await Promise.all([
    directoryWords(directory),
    getMessages(),
    getTranslations("codes"),
    getTranslations("entraPlace"),
  ]);
  return {
    sourceSystem: words.provider,
    targetSystem: words.application,
    recommend: (code, resourceType) => {
      const known = Object.keys(messages.codes).find((key): key is keyof typeof messages.codes => key === code);
      const advice = known === undefined ? [] : [t(`${known}.recommendation`, { provider: words.shortProvider })];
      const where = place(entraPlaceOf(code, resourceType), { application: words.application });
      return [...advice, ...(directory.provider === "entra" ? [where] : [])].join(" ") || null;
    },
  };
}
