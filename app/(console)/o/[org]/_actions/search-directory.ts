"use server";

import { adminAction } from "@/lib/actions/admin-action";
import { searchDirectory } from "@/lib/console/search-directory";
import { SearchDirectoryInput } from "@/lib/inputs/search";

const run = adminAction(SearchDirectoryInput, "directory:read", searchDirectory);

export async function searchDirectoryAction(organizationSlug: string, directorySlug: string, query: string) {
  return run(organizationSlug, { directorySlug, query });
}
