import { databaseAnswers } from "@/lib/db/health";

export const dynamic = "force-dynamic";

/** For load balancers: 200 while this process serves and its database answers, else 503. Says nothing else. */
export async function GET(): Promise<Response> {
  const healthy = await databaseAnswers();
  return Response.json(
    { status: healthy ? "ok" : "unavailable" },
    { status: healthy ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
