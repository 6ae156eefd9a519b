"use server";

import { adminAction } from "@/lib/actions/admin-action";
import { readConformanceCase } from "@/lib/console/conformance";
import { directoryOf } from "@/lib/console/directory-of";
import { ReadCaseInput } from "@/lib/inputs/trial";

const run = adminAction(ReadCaseInput, "trial:read", async (scope, { directoryId, runId, caseId }) => {
  const directory = await directoryOf(scope, directoryId);
  return readConformanceCase(directory.scope, { runId, caseId });
});

/** What was asked and answered in one case of a run. */
export async function readCaseAction(organizationSlug: string, input: ReadCaseInput) {
  return run(organizationSlug, input);
}
