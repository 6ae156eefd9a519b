"use server";

import { headers } from "next/headers";
import { adminAction } from "@/lib/actions/admin-action";
import { toStream } from "@/lib/actions/to-stream";
import { connectionTarget, startConnectionTest } from "@/lib/console/test-connection";
import { TestConnectionInput } from "@/lib/inputs/test-connection";
import { publicUrl } from "@/lib/public-url";

const run = adminAction(TestConnectionInput, "connection:test", async (scope, input) => {
  const header = await headers();
  const target = await connectionTarget(publicUrl((name) => header.get(name) ?? undefined, false));
  return { checks: toStream(await startConnectionTest(scope, input, target)) };
});

export async function testConnectionAction(organizationSlug: string, input: TestConnectionInput) {
  return run(organizationSlug, input);
}
