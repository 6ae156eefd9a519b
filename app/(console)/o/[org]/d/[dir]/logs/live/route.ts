import { streamNewRows } from "@/lib/console/log-stream";
import { requireDirectory } from "../../_data/require-directory";
import { filterOf } from "../_data/filter-of";
import { readLogQuery } from "../_data/query-faults";

/** The live tail of the log under the filters of the page (Server-Sent Events). */
export async function GET(request: Request, { params }: RouteContext<"/o/[org]/d/[dir]/logs/live">) {
  const { org, dir } = await params;
  const { scope, sessionId, admin } = await requireDirectory(org, dir);
  const { searchParams } = new URL(request.url);
  const { query, faults } = readLogQuery(searchParams, ["known"]);
  // The page watches what it shows, and never what it could not read.
  if (faults.length > 0) return new Response(null, { status: 400 });
  const known = request.headers.get("last-event-id") ?? searchParams.get("known") ?? "";
  const filter = await filterOf(scope, { ...query, after: null, before: null });
  const reader = { sessionId, organizationId: scope.organizationId, role: admin.role };
  const stream = streamNewRows(scope, reader, filter, known);
  if (stream === undefined) return new Response(null, { status: 503, headers: { "Retry-After": "30" } });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Neither stored nor compressed: both would hold it back.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
