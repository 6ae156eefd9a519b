import { notFound } from "next/navigation";
import { cache } from "react";
import type { DirectoryScope } from "@/lib/auth/scope";
import { requireAdmin } from "@/lib/auth/session";
import { findDirectory } from "@/lib/console/directories";

/**
 * What every page of a directory begins with: the signed-in admin, the directory, and the scope of both. Redirects to
 * the sign-in page; a directory of another organization is answered as one that does not exist.
 */
export const requireDirectory = cache(async (org: string, dir: string) => {
  const context = await requireAdmin(org);
  const directory = await findDirectory(context.scope, dir);
  if (directory === undefined) notFound();
  const scope: DirectoryScope = { ...context.scope, directoryId: directory.id };
  return { ...context, directory, scope };
});
