"use server";

import { headers } from "next/headers";
import { adminAction } from "@/lib/actions/admin-action";
import { readEventBodies } from "@/lib/console/event-bodies";
import { ReadBodiesInput } from "@/lib/inputs/log";
import { publicUrl } from "@/lib/public-url";

const run = adminAction(ReadBodiesInput, "directory:read", async (scope, input) => {
  const header = await headers();
  return readEventBodies(
    scope,
    input,
    publicUrl((name) => header.get(name) ?? undefined, false),
  );
});

export async function readBodiesAction(organizationSlug: string, input: ReadBodiesInput) {
  return run(organizationSlug, input);
}
