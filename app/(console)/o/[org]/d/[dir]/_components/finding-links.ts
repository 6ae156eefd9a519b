import type { FindingDto } from "@/lib/console/findings";
import type { FindingFacts } from "@/lib/insight/finding";
import { findingRows } from "@/lib/insight/finding-rows";
import { routes } from "@/lib/routes";

export interface FindingLinks {
  /** Its rows of the log. */
  readonly logHref: string | undefined;
  /** Of several people the one whose rows these are. */
  readonly logOf: string | undefined;
  /** Where something can be done about it in Muster. */
  readonly place: { readonly name: "deprovisioning" | "connection" | "domains"; readonly href: string } | undefined;
}

/** Where a finding leads: to the rows that it is made of, and to where something can be done. */
export function findingLinks(org: string, dir: string, finding: FindingDto): FindingLinks {
  const rows = findingRows(finding);
  return {
    logHref: rows && routes.logs(org, dir, rows),
    logOf: rows?.["about"] === undefined ? undefined : firstNameOf(finding.facts),
    place: placeOf(org, dir, finding),
  };
}

function placeOf(org: string, dir: string, { kind, facts: { code } }: FindingDto): FindingLinks["place"] {
  switch (kind) {
    case "failing":
    case "failingAgain":
      return typeof code === "string" && code.startsWith("MUSTER-D")
        ? { name: "domains", href: routes.domains(org) }
        : undefined;
    case "credentialRefused":
    case "credentialEnds":
      return { name: "connection", href: `${routes.directory(org, dir)}#connection-title` };
    case "brake":
      return { name: "deprovisioning", href: routes.deprovisioning(org, dir) };
    default:
      return undefined;
  }
}

function firstNameOf({ names }: FindingFacts): string | undefined {
  return Array.isArray(names) && names.length > 1 ? String(names[0]) : undefined;
}
