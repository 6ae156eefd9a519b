"use server";

import { refresh } from "next/cache";
import { guideAction } from "@/lib/actions/guide-action";
import { createToken } from "@/lib/console/tokens";
import { CreateLinkTokenInput } from "@/lib/inputs/guide-link";

/** The answer carries the token, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = guideAction(CreateLinkTokenInput, "token:create", async ({ scope, link }, { expiresInDays }) => {
  const { token } = await createToken(scope, { directoryId: scope.directoryId, name: link.label, expiresInDays });
  refresh();
  return { token };
});

export async function createLinkTokenAction(secret: string, input: CreateLinkTokenInput) {
  return run(secret, input);
}
