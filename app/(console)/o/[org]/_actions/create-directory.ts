"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/lib/actions/admin-action";
import { createDirectory } from "@/lib/console/directories";
import { CreateDirectoryInput } from "@/lib/inputs/directory";

const run = adminAction(CreateDirectoryInput, "directory:create", async (scope, input) => {
  const { slug, name } = await createDirectory(scope, input);
  refresh();
  return { slug, name };
});

export async function createDirectoryAction(organizationSlug: string, input: CreateDirectoryInput) {
  return run(organizationSlug, input);
}
