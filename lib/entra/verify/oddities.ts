import { applyMappings } from "../mapping/attribute-mapping";
import { isInScope } from "../mapping/scoping-filter";
import type { Configuration } from "../sync/configuration";
import { entitlementsOf } from "../tenant/entitlement";
import type { SourceGroup, SourceUser, Tenant } from "../tenant/tenant";
import { nameOf } from "../tenant/tenant";
import type { Expectation, ExpectedLink, ExpectedResource } from "./expectation";

/** Where Entra by its own rules leaves a directory other than its tenant, and by which (ENTRA.md §3.1, §5). */
export const oddityKinds = [
  /** An attribute that was cleared: nulls are not sent, so the last value stays. */
  "nullNotSent",
  /** "Apply this mapping: only during object creation": the value of that day stays. */
  "appliedAtCreation",
  /** Who was disabled before they were ever provisioned is not created. */
  "disabledNotCreated",
  /** Out of scope: disabled once, and left as they were. */
  "leftScope",
  /** Deleted in Entra after they had left the scope: no DELETE follows. */
  "notDeletedOutOfScope",
  /** The manager is not provisioned, so that the reference is left as it was. */
  "managerNotProvisioned",
  /** The manager came into scope later: not filled in before the person changes. */
  "managerNotBackFilled",
  /** Nobody is the manager now, and the one that is there was written in an earlier time in scope. */
  "managerNotCleared",
  /** A member who is not provisioned. */
  "memberNotProvisioned",
  /** Somebody who left both scope and tenant stays a member: Entra has forgotten their id. */
  "memberForgotten",
  /** The server refused it. */
  "refused",
  /** None of these: a fault of whoever worked the expectation out. */
  "unexplained",
] as const;
export type OddityKind = (typeof oddityKinds)[number];

export interface Oddity {
  readonly kind: OddityKind;
  /** Whom it is about, as Entra's log would call them. */
  readonly name: string;
  /** Target attribute, member or "". */
  readonly what: string;
}

/** Everything in which an expectation is not simply what the tenant says, each with its one reason. */
export function odditiesOf(expectation: Expectation, tenant: Tenant, configuration: Configuration): Oddity[] {
  const { links, resources } = expectation;
  const entitlements = entitlementsOf(tenant);
  const found: Oddity[] = [];
  const claimed = new Set<string>();
  for (const user of tenant.users.values()) {
    const link = links.get(user.id);
    const resource = claim(link);
    const isHere = user.deleted !== "hard";
    const inScope = isHere && entitlements.isEntitled(user.id) && isInScope(configuration.userScope, user.attributes);
    if (!inScope) {
      if (resource && isHere) tell(user, link?.refused ? "refused" : "leftScope");
      continue;
    }
    const isDisabled = user.deleted === "soft" || user.attributes["accountEnabled"] === false;
    if (!resource) {
      tell(user, link?.refused ? "refused" : isDisabled ? "disabledNotCreated" : "unexplained");
      continue;
    }
    const attributes = { ...user.attributes, objectId: user.id, IsSoftDeleted: isDisabled };
    compareValues(user, link, resource, configuration.userMappings, attributes);
    compareManager(user, link, resource);
  }
  for (const group of tenant.groups.values()) {
    const link = links.get(group.id);
    const resource = claim(link);
    if (group.deleted !== undefined || !resource) {
      if (link?.refused) tell(group, "refused");
      continue;
    }
    compareValues(group, link, resource, configuration.groupMappings, { ...group.attributes, objectId: group.id });
    compareMembers(group, resource);
  }
  for (const [key, { values }] of resources) {
    const name = values["userName"] ?? values["displayName"] ?? key;
    if (!claimed.has(key)) found.push({ kind: "notDeletedOutOfScope", name, what: "" });
  }
  return found;

  function tell(source: SourceUser | SourceGroup, kind: OddityKind, what = ""): void {
    found.push({ kind, name: nameOf(source), what });
  }

  function claim(link: ExpectedLink | undefined): ExpectedResource | undefined {
    if (link?.resource === undefined) return undefined;
    claimed.add(link.resource);
    return resources.get(link.resource);
  }

  function compareValues(
    source: SourceUser | SourceGroup,
    link: ExpectedLink | undefined,
    { values }: ExpectedResource,
    mappings: Configuration["userMappings"],
    attributes: SourceUser["attributes"],
  ): void {
    const wanted = new Map(
      applyMappings(mappings, attributes, entitlements.rolesOf(source.id)).map(({ mapping, value }) => [
        mapping,
        value,
      ]),
    );
    for (const mapping of mappings) {
      const { text } = mapping.target;
      const value = wanted.get(mapping);
      if (mapping.isReference || typeof value === "object" || values[text] === value) continue;
      const kind: OddityKind = link?.refused
        ? "refused"
        : value === undefined
          ? "nullNotSent"
          : mapping.apply === "create"
            ? "appliedAtCreation"
            : "unexplained";
      tell(source, kind, text);
    }
  }

  function compareManager(user: SourceUser, link: ExpectedLink | undefined, { manager }: ExpectedResource): void {
    const reference = configuration.userMappings.find(({ isReference }) => isReference);
    if (!reference) return;
    const above = user.manager === undefined ? undefined : links.get(user.manager);
    const isProvisioned = above?.managed === true && above.resource !== undefined;
    if ((isProvisioned ? above.resource : undefined) === manager) {
      if (user.manager !== undefined && !isProvisioned) tell(user, "managerNotProvisioned", reference.target.text);
      return;
    }
    const kind: OddityKind = link?.refused
      ? "refused"
      : user.manager === undefined
        ? "managerNotCleared"
        : isProvisioned
          ? "managerNotBackFilled"
          : "managerNotProvisioned";
    tell(user, kind, reference.target.text);
  }

  function compareMembers(group: SourceGroup, { members }: ExpectedResource): void {
    const has = new Set(members);
    for (const member of group.members) {
      const key = links.get(member)?.resource;
      if (key === undefined || !has.delete(key)) tell(group, "memberNotProvisioned", member);
    }
    for (const member of has) tell(group, "memberForgotten", member);
  }
}
