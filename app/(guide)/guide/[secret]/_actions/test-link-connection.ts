"use server";

import { headers } from "next/headers";
import { guideAction } from "@/lib/actions/guide-action";
import { toStream } from "@/lib/actions/to-stream";
import { connectionTarget, startConnectionTest } from "@/lib/console/test-connection";
import { TestLinkConnectionInput } from "@/lib/inputs/guide-link";
import { publicUrl } from "@/lib/public-url";

const run = guideAction(TestLinkConnectionInput, "connection:test", async ({ scope }, input) => {
  const header = await headers();
  const target = await connectionTarget(publicUrl((name) => header.get(name) ?? undefined, false));
  const checks = await startConnectionTest(scope, { ...input, directoryId: scope.directoryId }, target);
  return { checks: toStream(checks) };
});

export async function testLinkConnectionAction(secret: string, input: TestLinkConnectionInput) {
  return run(secret, input);
}
