"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { startRehearsal } from "@/lib/console/rehearsals";
import { StartRehearsalInput } from "@/lib/inputs/rehearsal";

const run = adminAction(StartRehearsalInput, "trial:run", async (scope, input) => {
  const started = await startRehearsal(scope, input);
  if (started.kind === "started") refresh();
  return started;
});

export async function startRehearsalAction(organizationSlug: string, input: StartRehearsalInput) {
  return run(organizationSlug, input);
}
