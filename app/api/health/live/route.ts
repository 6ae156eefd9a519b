export const dynamic = "force-dynamic";

/** The process is alive; nothing else is asked. Also the bare route handler that `npm run bench` measures against. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
