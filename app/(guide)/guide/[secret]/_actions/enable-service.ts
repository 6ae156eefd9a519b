"use server";

import { refresh } from "next/cache";
import { guideAction } from "@/lib/actions/guide-action";
import { setDirectoryEnabled } from "@/lib/console/directories";
import { EnableServiceInput } from "@/lib/inputs/guide-link";

/** On only: turning it off would stop everybody else. */
const run = guideAction(EnableServiceInput, "directory:enable", async ({ scope }) => {
  const { enabled } = await setDirectoryEnabled(scope, { directoryId: scope.directoryId, enabled: true });
  refresh();
  return { enabled };
});

export async function enableServiceAction(secret: string) {
  return run(secret, {});
}
