import { domainOf, domainPolicies, judgeDomain, registeredFor } from "@/lib/applications/domain-policy";
import type { DomainPolicy, KnownDomain } from "@/lib/applications/domain-policy";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { usageByDomain } from "@/lib/db/domain-usage";
import { listDirectories } from "./directories";
import type { DirectoryDto } from "./directories";
import { listDomains } from "./domains";

export interface PeopleOfDirectory {
  readonly directory: DirectoryDto;
  /** Who is active, and everybody. */
  readonly active: number;
  readonly total: number;
}

export interface DomainUsage {
  /** Domain id → the directories with people in it, the most first. */
  readonly byDomain: ReadonlyMap<string, readonly PeopleOfDirectory[]>;
  /** Directory id → how many of its people are outside, were the policy that one. */
  readonly outside: ReadonlyMap<string, Readonly<Record<DomainPolicy, number>>>;
  /** Large directories among them were counted within the hour, not now. */
  readonly isHourly: boolean;
}

/** Whose userNames are in which domain: what a removal would touch, and what a stricter policy would. */
export async function domainUsage(scope: OrganizationScope): Promise<DomainUsage> {
  requirePermission(scope.actor, "domain:read");
  const [domains, directories, usage] = await Promise.all([
    listDomains(scope),
    listDirectories(scope),
    usageByDomain(scope),
  ]);
  const byDomain = new Map<string, Map<string, PeopleOfDirectory>>();
  const outside = new Map(directories.map(({ id }) => [id, { off: 0, registered: 0, verified: 0 }]));
  const byId = new Map(directories.map((directory) => [directory.id, directory]));
  for (const { directoryId, domain, active, total } of usage) {
    const directory = byId.get(directoryId);
    const counts = outside.get(directoryId);
    if (!directory || !counts) continue;
    const name = domainOf(`@${domain}`);
    for (const policy of domainPolicies) if (!isInside(policy, domains, name)) counts[policy] += total;
    const registered = name === undefined ? undefined : registeredIn(domains, name);
    if (!registered) continue;
    const people = byDomain.get(registered.id) ?? new Map<string, PeopleOfDirectory>();
    const known = people.get(directoryId);
    people.set(directoryId, {
      directory,
      active: active + (known?.active ?? 0),
      total: total + (known?.total ?? 0),
    });
    byDomain.set(registered.id, people);
  }
  const most = (people: Map<string, PeopleOfDirectory>) =>
    [...people.values()].sort((left, right) => right.total - left.total);
  return {
    byDomain: new Map([...byDomain].map(([id, people]) => [id, most(people)])),
    outside,
    isHourly: usage.some(({ isHourly }) => isHourly),
  };
}

const isInside = (policy: DomainPolicy, domains: readonly KnownDomain[], name: string | undefined) =>
  policy === "off" || (name !== undefined && judgeDomain(policy, domains, name).kind === "accepted");

function registeredIn<Domain extends KnownDomain>(domains: readonly Domain[], name: string): Domain | undefined {
  const registered = registeredFor(domains, name);
  return domains.find((domain) => domain.name === registered?.name);
}

export interface DomainImpact {
  /** People with a userName in the domain who are active. */
  readonly active: number;
  /** Directories that refuse new userNames outside registered domains. */
  readonly asking: readonly DirectoryDto[];
}

/** What would follow if a domain were removed. */
export async function domainImpact(scope: OrganizationScope, domainId: string): Promise<DomainImpact> {
  const [{ byDomain }, directories] = await Promise.all([domainUsage(scope), listDirectories(scope)]);
  const people = byDomain.get(domainId) ?? [];
  return {
    active: people.reduce((sum, { active }) => sum + active, 0),
    asking: directories.filter(({ domainPolicy }) => domainPolicy !== "off"),
  };
}
