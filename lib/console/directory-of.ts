import type { DirectoryProfile } from "@/lib/applications/profile";
import { profileOf } from "@/lib/applications/applications";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { notFound } from "@/lib/inputs/refusal";

export interface OwnDirectory {
  readonly scope: DirectoryScope;
  readonly slug: string;
  readonly profile: DirectoryProfile;
}

/**
 * The scope of one of the organization's directories, which a form named.
 * @throws Refusal when the organization has no such directory
 */
export async function directoryOf(scope: OrganizationScope, directoryId: string): Promise<OwnDirectory> {
  const found = await findDirectoryBy(db, scope, { id: directoryId });
  if (found === undefined) throw notFound();
  const { slug, application, settings } = found;
  return { scope: { ...scope, directoryId }, slug, profile: profileOf(application, settings) };
}
