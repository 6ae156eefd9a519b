import type { FindingDto } from "@/lib/console/findings";
import { codes } from "@/lib/insight/codes";
import type { FindingFacts } from "@/lib/insight/finding";
import { routes } from "@/lib/routes";

export interface FindingLinks {
  /** Its rows of the log. */
  readonly logHref: string | undefined;
  /** Of several people the one whose rows these are. */
  readonly logOf?: string | undefined;
  /** Where something can be done about it in Muster. */
  readonly place: { readonly name: "deprovisioning" | "connection" | "domains"; readonly href: string } | undefined;
}

/** Where a finding leads: to the rows that it is made of, and not to what was refused before it began. */
export function findingLinks(org: string, dir: string, { kind, facts, since }: FindingDto): FindingLinks {
  const log = (query: Readonly<Record<string, string | undefined>>) =>
    routes.logs(org, dir, { range: "all", ...query });
  const event = textOf(facts, "eventId");
  const code = textOf(facts, "code");
  const from = since.toISOString();
  const refused = (more: Readonly<Record<string, string | undefined>>) =>
    log({ status: "failure", event, reads: "true", ...more });
  const connection = { name: "connection", href: `${routes.directory(org, dir)}#connection-title` } as const;
  switch (kind) {
    case "failing":
    case "failingAgain":
      return {
        logHref: refused({ code, from }),
        place: code?.startsWith("MUSTER-D") === true ? { name: "domains", href: routes.domains(org) } : undefined,
      };
    case "refusedAll":
      return { logHref: refused({ cycle: textOf(facts, "cycleId") }), place: undefined };
    case "serviceOff":
      return { logHref: refused({ code: codes.serviceOff, from }), place: undefined };
    case "throttled":
      return { logHref: refused({ code: codes.tooManyRequests, from }), place: undefined };
    case "credentialRefused":
      return { logHref: refused({ code, from }), place: connection };
    case "failureShare":
      return { logHref: log({ status: "failure", from }), place: undefined };
    case "duplicateMatches":
      return { logHref: log({ event, reads: "true" }), place: undefined };
    case "silent":
      return { logHref: log({ reads: "true" }), place: undefined };
    case "danglingManagers":
    case "lostMembers":
      return { logHref: log({ about: textOf(facts, "userId") }), logOf: firstNameOf(facts), place: undefined };
    case "credentialEnds":
      return { logHref: undefined, place: connection };
    case "brake":
      return { logHref: undefined, place: { name: "deprovisioning", href: routes.deprovisioning(org, dir) } };
  }
}

function firstNameOf({ names }: FindingFacts): string | undefined {
  return Array.isArray(names) && names.length > 1 ? String(names[0]) : undefined;
}

function textOf(facts: FindingFacts, name: string): string | undefined {
  const fact = facts[name];
  return typeof fact === "string" ? fact : undefined;
}
