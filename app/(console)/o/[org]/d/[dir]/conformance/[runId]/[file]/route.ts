import { notFound } from "next/navigation";
import { downloadConformance } from "@/lib/console/conformance";
import { requireDirectory } from "../../../_data/require-directory";

/** A run's report as a file. Whoever may not read it is answered as on the page: signed in first, or 404. */
export async function GET(_request: Request, { params }: RouteContext<"/o/[org]/d/[dir]/conformance/[runId]/[file]">) {
  const { org, dir, runId, file } = await params;
  const { scope, directory } = await requireDirectory(org, dir);
  const download = await downloadConformance(scope, runId, file);
  if (download === undefined) notFound();
  return new Response(download.body, {
    headers: {
      "Content-Type": download.contentType,
      "Content-Disposition": `attachment; filename="conformance-${directory.slug}-${file}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
