import { createHash } from "node:crypto";
import { isInScope } from "../mapping/scoping-filter";
import type { Entitlements } from "../tenant/entitlement";
import { nameOf } from "../tenant/tenant";
import type { SourceGroup, SourceUser, Tenant } from "../tenant/tenant";
import type { Configuration } from "./configuration";
import { abandonedMs } from "./quarantine";
import type { ObjectState, SyncState } from "./state";

interface ChangeBase {
  readonly id: string;
  readonly name: string;
  readonly digest: string;
  /** What is known of it from cycles before. */
  readonly known: ObjectState | undefined;
  /** Whether it is entitled and the scoping filters let it through. */
  readonly inScope: boolean;
  /** It was looked at in a cycle that was stopped before manager or members were written: only these are left. */
  readonly onlyReferences: boolean;
}

/** An object to look at in this cycle. Without `source` it is gone from Entra for good. */
export type UserChange = ChangeBase & { readonly kind: "user"; readonly source: SourceUser | undefined };
export type GroupChange = ChangeBase & { readonly kind: "group"; readonly source: SourceGroup | undefined };
export type Change = UserChange | GroupChange;

export interface ChangeSet {
  readonly users: readonly UserChange[];
  readonly groups: readonly GroupChange[];
}

export interface ChangeSetOptions {
  readonly tenant: Tenant;
  readonly entitlements: Entitlements;
  readonly configuration: Configuration;
  readonly state: SyncState;
  readonly now: number;
}

/**
 * What Entra's delta query would give since the watermark: what differs from what was seen last, and what is due for another
 * attempt (ENTRA.md §7.1). In an initial cycle nothing was seen yet, up to where it was stopped.
 */
export function changeSet(options: ChangeSetOptions): ChangeSet {
  const { tenant, entitlements, configuration, state, now } = options;
  const isDue = ({ known, digest, source }: Change): boolean => {
    // Gone, and never provisioned.
    if (source === undefined && known === undefined) return false;
    const escrow = known?.escrow;
    if (!escrow) return known?.digest !== digest;
    // What was given up is tried again when it changes.
    return escrow.digest !== digest || (now - escrow.since < abandonedMs && escrow.next <= now);
  };
  const users = [...tenant.users.values()].map((source): UserChange => {
    const inScope =
      source.deleted !== "hard" &&
      entitlements.isEntitled(source.id) &&
      isInScope(configuration.userScope, source.attributes);
    const roles = entitlements.rolesOf(source.id).map(({ value }) => value);
    const digest = digestOf([source.attributes, source.deleted, source.manager, inScope, roles]);
    const isHere = source.deleted !== "hard";
    return { ...base(source, digest, inScope), kind: "user", source: isHere ? source : undefined };
  });
  const groups = [...tenant.groups.values()].map((source): GroupChange => {
    const inScope =
      source.deleted === undefined &&
      entitlements.isEntitled(source.id) &&
      isInScope(configuration.groupScope, source.attributes);
    const digest = digestOf([source.attributes, source.deleted, inScope, source.members]);
    return {
      ...base(source, digest, inScope),
      kind: "group",
      source: source.deleted === undefined ? source : undefined,
    };
  });
  const gone = [...state.objects].filter(([id]) => !tenant.users.has(id) && !tenant.groups.has(id));
  const goneOf = (kind: "user" | "group") =>
    gone
      .filter(([, known]) => known.kind === kind)
      .map(([id, known]) => ({ ...base({ id, attributes: {} }, "gone", false), name: known.name, source: undefined }));
  return {
    users: [...users, ...goneOf("user").map((change): UserChange => ({ ...change, kind: "user" }))].flatMap(due),
    groups: [...groups, ...goneOf("group").map((change): GroupChange => ({ ...change, kind: "group" }))].flatMap(due),
  };

  function due<One extends Change>(change: One): One[] {
    if (isDue(change) || (change.kind === "group" && hasNewMembers(change, state))) return [change];
    const isPending = change.known?.pending === true && change.known.escrow === undefined;
    return isPending ? [{ ...change, onlyReferences: true }] : [];
  }

  function base(source: Pick<SourceUser, "id" | "attributes">, digest: string, inScope: boolean): ChangeBase {
    const known = state.objects.get(source.id);
    return { id: source.id, name: nameOf(source), digest, known, inScope, onlyReferences: false };
  }
}

/** Members that were not there when the group was written last, and are now. */
function hasNewMembers({ source, known }: GroupChange, state: SyncState): boolean {
  if (!source || known?.managed !== true || known.escrow) return false;
  const written = new Set(known.members);
  return source.members.some((id) => !written.has(id) && isProvisioned(state.objects.get(id)));
}

export const isProvisioned = (known: ObjectState | undefined): known is ObjectState & { targetId: string } =>
  known?.targetId !== undefined && known.managed;

export const digestOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
