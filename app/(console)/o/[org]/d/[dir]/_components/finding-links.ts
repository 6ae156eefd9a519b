import type { FindingDto } from "@/lib/console/findings";
import type { FindingFacts } from "@/lib/insight/finding";
import { routes } from "@/lib/routes";

export interface FindingLinks {
  /** Its rows of the log. */
  readonly logHref: string | undefined;
  /** Where something can be done about it in Muster. */
  readonly place: { readonly name: "deprovisioning" | "connection" | "domains"; readonly href: string } | undefined;
}

/** Where a finding leads. */
export function findingLinks(org: string, dir: string, { kind, facts }: FindingDto): FindingLinks {
  const log = (query: Readonly<Record<string, string | undefined>>) =>
    routes.logs(org, dir, { range: "all", ...query });
  const event = textOf(facts, "eventId");
  const code = textOf(facts, "code");
  const connection = { name: "connection", href: `${routes.directory(org, dir)}#connection-title` } as const;
  switch (kind) {
    case "failing":
    case "failingAgain":
      return {
        logHref: log({ status: "failure", code, event, reads: "true" }),
        place: code?.startsWith("MUSTER-D") === true ? { name: "domains", href: routes.domains(org) } : undefined,
      };
    case "refusedAll":
    case "serviceOff":
    case "throttled":
      return { logHref: log({ status: "failure", code, event, reads: "true" }), place: undefined };
    case "credentialRefused":
      return { logHref: log({ status: "failure", code, event, reads: "true" }), place: connection };
    case "failureShare":
      return { logHref: log({ status: "failure" }), place: undefined };
    case "duplicateMatches":
      return { logHref: log({ event, reads: "true" }), place: undefined };
    case "silent":
      return { logHref: log({ reads: "true" }), place: undefined };
    case "danglingManagers":
    case "lostMembers":
      return { logHref: log({ about: textOf(facts, "userId") }), place: undefined };
    case "credentialEnds":
      return { logHref: undefined, place: connection };
    case "brake":
      return { logHref: undefined, place: { name: "deprovisioning", href: routes.deprovisioning(org, dir) } };
  }
}

function textOf(facts: FindingFacts, name: string): string | undefined {
  const fact = facts[name];
  return typeof fact === "string" ? fact : undefined;
}
