import { judgeDomain } from "@/lib/applications/domain-policy";
import type { DomainVerdict } from "@/lib/applications/domain-policy";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { listRefusedDomains, listRefusedPeople } from "@/lib/db/refused-user-names";
import { isFreeMail } from "@/lib/domains/free-mail";
import { refusedForMs } from "@/lib/domains/schedule";
import { readDomainName } from "@/lib/inputs/domain";
import { listDirectories } from "./directories";
import type { DirectoryDto } from "./directories";
import { listDomains } from "./domains";

export interface RefusedPerson {
  readonly userName: string;
  readonly displayName: string | null;
  /** The log row of the last refusal. */
  readonly eventId: string;
  readonly lastAt: Date;
  readonly refusals: number;
}

/** A domain whose userNames a directory refused, with the people who are not here yet. */
export interface RefusedDomain {
  readonly directory: DirectoryDto;
  /** Lower-case ASCII. */
  readonly domain: string;
  readonly waiting: number;
  readonly arrived: number;
  readonly lastAt: Date;
  /** What the policy says of it now; accepted: the identity provider's next retry brings them. */
  readonly verdict: DomainVerdict;
  /** Why it cannot be registered, where it cannot. */
  readonly obstacle: "freeMail" | "notADomain" | undefined;
  /** At most fifty, the last refused first. */
  readonly people: readonly RefusedPerson[];
}

const peopleMax = 50;

/**
 * Domains that people were refused for within a month, those with the most people first. One closes by itself as soon as
 * its people have arrived.
 */
export async function listSuggestions(scope: OrganizationScope): Promise<RefusedDomain[]> {
  requirePermission(scope.actor, "domain:read");
  const since = new Date(Date.now() - refusedForMs);
  const [domains, directories, refused, people] = await Promise.all([
    listDomains(scope),
    listDirectories(scope),
    listRefusedDomains(scope, since),
    listRefusedPeople(scope, since, peopleMax),
  ]);
  const byId = new Map(directories.map((directory) => [directory.id, directory]));
  return refused.flatMap(({ directoryId, domain, ...counts }) => {
    const directory = byId.get(directoryId);
    if (!directory) return [];
    const verdict = judgeDomain(directory.domainPolicy, domains, domain);
    const own = people.filter((person) => person.directoryId === directoryId && person.domain === domain);
    return [{ directory, domain, ...counts, verdict, obstacle: obstacleOf(domain), people: own.map(toPerson) }];
  });
}

function obstacleOf(domain: string): RefusedDomain["obstacle"] {
  if ("problem" in readDomainName(domain)) return "notADomain";
  return isFreeMail(domain) ? "freeMail" : undefined;
}

const toPerson = ({ userName, displayName, eventId, lastAt, refusals }: RefusedPerson): RefusedPerson => ({
  userName,
  displayName,
  eventId,
  lastAt,
  refusals,
});
