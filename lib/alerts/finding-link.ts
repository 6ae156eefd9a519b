import { findingRows, type FindingRowsOf } from "@/lib/insight/finding-rows";
import { routes } from "@/lib/routes";

/** A page of a directory's console, as a path. */
export interface FindingLink {
  readonly page: "log" | "health";
  readonly path: string;
}

/**
 * Where what is told of a finding leads: to the requests that were refused. Of what is missing, or was answered as asked
 * for, the log shows no failure: of these the page Health tells more.
 */
export function findingLink(organization: string, directory: string, finding: FindingRowsOf): FindingLink {
  const rows = findingRows(finding);
  return rows?.["status"] === undefined
    ? { page: "health", path: routes.health(organization, directory) }
    : { page: "log", path: routes.logs(organization, directory, rows) };
}
