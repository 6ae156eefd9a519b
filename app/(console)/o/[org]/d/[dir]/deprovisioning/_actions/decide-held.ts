"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { decideHeld } from "@/lib/console/held-users";
import { DecideHeldInput } from "@/lib/inputs/deprovisioning";

const run = adminAction(DecideHeldInput, "person:decide", async (scope, input) => {
  const { decided, taken } = await decideHeld(scope, input);
  refresh();
  return { decided, taken: taken.length };
});

export async function decideHeldAction(organizationSlug: string, input: DecideHeldInput) {
  return run(organizationSlug, input);
}
