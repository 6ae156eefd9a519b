import { notFound } from "next/navigation";
import { cache } from "react";
import { findGroup } from "@/lib/console/groups";
import { requireDirectory } from "../../../_data/require-directory";

/** The group of this page, read once a request; one of another directory is answered as none. */
export const requireGroup = cache(async (org: string, dir: string, groupId: string) => {
  const { scope } = await requireDirectory(org, dir);
  const group = await findGroup(scope, groupId);
  if (group === undefined) notFound();
  return group;
});
