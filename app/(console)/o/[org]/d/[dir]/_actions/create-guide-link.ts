"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { adminAction } from "@/lib/actions/admin-action";
import { createGuideLink } from "@/lib/console/guide-links";
import { CreateGuideLinkInput } from "@/lib/inputs/guide-link";
import { publicUrl } from "@/lib/public-url";
import { routes } from "@/lib/routes";

/** The answer carries the link, once, in the body of a POST that nothing caches; the page it refreshes does not. */
const run = adminAction(CreateGuideLinkInput, "guide-link:create", async (scope, input) => {
  const { secret } = await createGuideLink(scope, input);
  const header = await headers();
  refresh();
  return { url: `${publicUrl((name) => header.get(name) ?? undefined, false)}${routes.guideLink(secret)}` };
});

export async function createGuideLinkAction(organizationSlug: string, input: CreateGuideLinkInput) {
  return run(organizationSlug, input);
}
