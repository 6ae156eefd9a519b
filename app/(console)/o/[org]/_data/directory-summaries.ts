import { cache } from "react";
import { requireAdmin } from "@/lib/auth/session";
import { summarizeDirectories } from "@/lib/console/overview";

/** The organization's directories with their counters; the frame and the page of one request share the answer. */
export const directorySummaries = cache(async (org: string) => summarizeDirectories((await requireAdmin(org)).scope));
