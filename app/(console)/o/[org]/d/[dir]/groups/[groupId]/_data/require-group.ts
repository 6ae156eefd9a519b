import { notFound } from "next/navigation";
import { cache } from "react";
import { findFormerGroup, type FormerResource } from "@/lib/console/former-resource";
import { findGroup, type GroupDto } from "@/lib/console/groups";
import { requireDirectory } from "../../../_data/require-directory";

/** The group of a page: here, or deleted and still known to the log. */
export type PageGroup =
  | { readonly state: "here"; readonly group: GroupDto; readonly name: string }
  | { readonly state: "former"; readonly group: FormerResource; readonly name: string };

/** The group of this page, read once a request; one of another directory is answered as none. */
export const requireGroup = cache(async (org: string, dir: string, groupId: string): Promise<PageGroup> => {
  const { scope } = await requireDirectory(org, dir);
  const group = await findGroup(scope, groupId);
  if (group !== undefined) return { state: "here", group, name: group.displayName };
  const former = await findFormerGroup(scope, groupId);
  if (former === undefined) notFound();
  return { state: "former", group: former, name: former.name };
});
