import { isInScope } from "../mapping/scoping-filter";
import type { Configuration } from "../sync/configuration";
import { abandonedMs, nextAttempt } from "../sync/quarantine";
import { entitlementsOf } from "../tenant/entitlement";
import type { Tenant } from "../tenant/tenant";
import { copyOf } from "./expectation";
import type { Expectation, ExpectedLink } from "./expectation";
import { expectManagers, expectMembers } from "./expect-references";
import type { Looked, Refusal } from "./looked";
import { Names } from "./names";
import { settle } from "./settle";

export interface ExpectedCycle {
  readonly tenant: Tenant;
  readonly configuration: Configuration;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What the server is known to refuse besides a userName or a group's displayName that is taken. */
  readonly refuses?: Refusal;
  /** As for the cycle. */
  readonly allowsDeletions?: boolean;
}

/**
 * What one cycle makes of an expectation, and whom it should fail for, with Entra's code (ENTRA.md §7.5). It says nothing
 * of order, requests or dialect; two changes that need an order (a name given up and taken in the same cycle) are not told
 * apart.
 */
export function expectCycle(
  before: Expectation,
  { tenant, configuration, now, refuses = () => undefined, allowsDeletions = false }: ExpectedCycle,
): { readonly expectation: Expectation; readonly failures: ReadonlyMap<string, string> } {
  const expectation = copyOf(before);
  const { links } = expectation;
  const configured = JSON.stringify(configuration);
  const isFull = expectation.configuration !== configured;
  expectation.configuration = configured;
  const all = lookedAt(expectation, tenant, configuration);
  const due = all.filter((one) => isDue(links.get(one.id), one, isFull, now));
  const departing = due.filter((one) => departs(links.get(one.id), one)).length;
  const holdsDeletions = !allowsDeletions && departing > (configuration.deletionThreshold ?? Number.POSITIVE_INFINITY);
  const names = new Names(expectation, configuration);
  const failures = new Map<string, string>();
  const read = new Set<string>();
  for (const one of due) {
    const { outcome, code } = settle({ expectation, names, configuration, refuses, holdsDeletions }, one);
    if (code !== undefined) {
      failures.set(one.id, code);
      refuse(links, one, code, now);
    } else if (outcome === "read") read.add(one.id);
  }
  expectManagers(expectation, configuration, tenant, read);
  const dueIds = new Set(due.map(({ id }) => id));
  expectMembers(expectation, tenant, (id) => dueIds.has(id) || links.get(id)?.refused === undefined);
  return { expectation, failures };
}

function lookedAt({ links }: Expectation, tenant: Tenant, configuration: Configuration): Looked[] {
  const entitlements = entitlementsOf(tenant);
  const users = [...tenant.users.values()].map((user): Looked => {
    const { id, attributes, deleted, manager } = user;
    const isHere = deleted !== "hard";
    const inScope = isHere && entitlements.isEntitled(id) && isInScope(configuration.userScope, attributes);
    const roles = entitlements.rolesOf(id);
    return {
      kind: "user",
      id,
      source: isHere ? user : undefined,
      inScope,
      isDisabled: deleted === "soft" || attributes["accountEnabled"] === false,
      roles,
      seen: JSON.stringify([attributes, deleted, manager, inScope, roles.map(({ value }) => value)]),
    };
  });
  const groups = [...tenant.groups.values()].map((group): Looked => {
    const { id, attributes, deleted, members } = group;
    const inScope =
      deleted === undefined && entitlements.isEntitled(id) && isInScope(configuration.groupScope, attributes);
    return {
      kind: "group",
      id,
      source: deleted === undefined ? group : undefined,
      inScope,
      isDisabled: false,
      roles: [],
      seen: JSON.stringify([attributes, deleted, inScope, members]),
    };
  });
  const gone = [...links].filter(([id]) => !tenant.users.has(id) && !tenant.groups.has(id));
  const forgotten = gone.map(([id, { kind }]): Looked => {
    return { kind, id, source: undefined, inScope: false, isDisabled: false, roles: [], seen: "gone" };
  });
  return [...users, ...groups, ...forgotten];
}

function isDue(link: ExpectedLink | undefined, { source, seen }: Looked, isFull: boolean, now: number): boolean {
  if (!link) return source !== undefined;
  const { refused } = link;
  if (!refused) return isFull || link.seen !== seen;
  return refused.seen !== seen || (now - refused.since < abandonedMs && refused.next <= now);
}

const departs = (link: ExpectedLink | undefined, { source, inScope, isDisabled }: Looked): boolean =>
  link?.resource !== undefined && link.managed && (source === undefined || !inScope || isDisabled);

function refuse(links: Map<string, ExpectedLink>, { id, kind, seen }: Looked, code: string, now: number): void {
  const link = links.get(id) ?? { kind, managed: false, seen: "", hasManager: false, members: [] };
  const before = link.refused?.seen === seen ? link.refused : undefined;
  const attempts = (before?.attempts ?? 0) + 1;
  const refused = { seen, code, attempts, next: nextAttempt(attempts, now), since: before?.since ?? now };
  links.set(id, { ...link, refused });
}
