"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { revokeGuideLink } from "@/lib/console/guide-links";
import { RevokeGuideLinkInput } from "@/lib/inputs/guide-link";

const run = adminAction(RevokeGuideLinkInput, "guide-link:revoke", async (scope, input) => {
  const { label } = await revokeGuideLink(scope, input);
  refresh();
  return { label };
});

export async function revokeGuideLinkAction(organizationSlug: string, input: RevokeGuideLinkInput) {
  return run(organizationSlug, input);
}
