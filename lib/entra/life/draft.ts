import { defaultAccess } from "../tenant/tenant";
import type { SourceAttributes, SourceGroup, SourceUser, Tenant } from "../tenant/tenant";

/** What can happen to somebody, or to a group. */
export type HappeningKind =
  | "joined"
  | "left"
  | "softDeleted"
  | "hardDeleted"
  | "returned"
  | "moved"
  | "promoted"
  | "gotAnotherManager"
  | "relocated"
  | "changedPhone"
  | "gaveUpMobile"
  | "married"
  | "changedRole"
  | "wasUnassigned"
  | "wasAssignedAgain"
  | "leftScope"
  | "enteredScope"
  | "groupCreated"
  | "groupRenamed"
  | "groupDeleted"
  | "memberAdded"
  | "memberRemoved"
  | "groupNested";

export interface Happening {
  readonly kind: HappeningKind;
  /** objectId of whom it happened to. */
  readonly id: string;
  /** When, epoch milliseconds. */
  readonly at: number;
}

/** A tenant that is being written on; whoever made it gives the finished one away. */
export class Draft {
  readonly users: Map<string, SourceUser>;
  readonly groups: Map<string, SourceGroup>;
  readonly happenings: Happening[] = [];
  private assignments: Tenant["assignments"];

  constructor(
    private readonly tenant: Tenant,
    /** Epoch milliseconds. */
    public now: number,
  ) {
    this.users = new Map(tenant.users);
    this.groups = new Map(tenant.groups);
    this.assignments = tenant.assignments;
  }

  get roles(): Tenant["roles"] {
    return this.tenant.roles;
  }

  get tenantId(): string {
    return this.tenant.id;
  }

  /** Whether assignments decide who is provisioned. */
  get isByAssignment(): boolean {
    return this.tenant.scope === "assigned";
  }

  happened(kind: HappeningKind, { id }: { readonly id: string }): void {
    this.happenings.push({ kind, id, at: this.now });
  }

  put(user: SourceUser): void {
    this.users.set(user.id, user);
  }

  putGroup(group: SourceGroup): void {
    this.groups.set(group.id, group);
  }

  /** Sets attributes; undefined makes one null. */
  set(id: string, attributes: Readonly<Record<string, string | boolean | undefined>>): void {
    const user = this.users.get(id);
    if (user) this.put({ ...user, attributes: withAttributes(user.attributes, attributes) });
  }

  setManager(id: string, manager: string | undefined): void {
    const user = this.users.get(id);
    if (!user || user.manager === manager) return;
    const { manager: _, ...rest } = user;
    this.put({ ...rest, ...(manager !== undefined && { manager }) });
  }

  /** The role somebody is assigned directly; undefined: they are not assigned. */
  roleOf(id: string): string | undefined {
    return this.assignments.find(({ principal }) => principal === id)?.role;
  }

  /** Assigned by one role, and no other; undefined takes them out. */
  assign(id: string, role: string | undefined): void {
    const others = this.assignments.filter(({ principal }) => principal !== id);
    this.assignments = role === undefined ? others : [...others, { principal: id, role }];
  }

  /** People who work there and whose account is on. */
  active(): SourceUser[] {
    return [...this.users.values()].filter(
      ({ attributes, deleted }) => deleted === undefined && attributes["accountEnabled"] !== false,
    );
  }

  living(): SourceGroup[] {
    return [...this.groups.values()].filter(({ deleted }) => deleted === undefined);
  }

  /** Everybody with a direct assignment that entitles, and everybody who lost theirs. */
  assigned(): { readonly entitled: ReadonlySet<string>; readonly defaultAccess: ReadonlySet<string> } {
    const entitled = new Set<string>();
    const others = new Set<string>();
    for (const { principal, role } of this.assignments) (role === defaultAccess ? others : entitled).add(principal);
    return { entitled, defaultAccess: others };
  }

  toTenant(): Tenant {
    return { ...this.tenant, users: this.users, groups: this.groups, assignments: this.assignments };
  }
}

/** Attributes with some of them changed; undefined makes one null, which in Entra is to have none. */
export function withAttributes(
  attributes: SourceAttributes,
  changes: Readonly<Record<string, string | boolean | undefined>>,
): SourceAttributes {
  const all = Object.entries({ ...attributes, ...changes });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
