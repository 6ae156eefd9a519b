"use server";

import { refresh } from "next/cache";
import { accountAction } from "@/lib/actions/account-action";
import { revokeSession } from "@/lib/console/sessions";
import { RevokeSessionInput } from "@/lib/inputs/admin";

const run = accountAction(RevokeSessionInput, async (context, input) => {
  await revokeSession(context, input);
  refresh();
});

export async function revokeSessionAction(input: RevokeSessionInput) {
  return run(input);
}
