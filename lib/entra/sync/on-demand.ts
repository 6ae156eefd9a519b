import type { EntraHttpClient } from "../http-client";
import { isInScope } from "../mapping/scoping-filter";
import { entitlementsOf } from "../tenant/entitlement";
import { nameOf } from "../tenant/tenant";
import type { Tenant } from "../tenant/tenant";
import type { Configuration } from "./configuration";
import type { Change } from "./change-set";
import { provision } from "./provision";
import type { Outcome, ProvisionContext } from "./provision";
import { ProvisioningFailure } from "./provisioning-failure";
import { writeMembers } from "./references";
import { ScimTarget } from "./scim-target";
import { freshState } from "./state";

/** One step as the portal shows it (ENTRA.md §7.6). */
export interface OnDemandStep {
  readonly name: "testConnection" | "import" | "scope" | "match" | "action";
  readonly status: "success" | "skipped" | "failure";
  readonly text: string;
}

export interface OnDemandReport {
  readonly name: string;
  readonly action: Outcome["action"] | "failed";
  readonly steps: readonly OnDemandStep[];
  readonly modifiedProperties: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string;
  }[];
}

export interface OnDemandOptions {
  readonly tenant: Tenant;
  readonly configuration: Configuration;
  readonly client: EntraHttpClient;
  /** objectId of a person or a group. */
  readonly id: string;
  /** Of a group: at most five members go with it. */
  readonly members?: readonly string[];
}

const membersMax = 5;

/**
 * Provision on demand (ENTRA.md §7.6): one person, or a group with a few members, step by step and at once. It speaks the
 * legacy dialect whatever the Tenant URL says, and disables, deletes and restores nobody.
 * @throws RangeError when there is nobody of that id, or too many members
 */
export async function provisionOnDemand(options: OnDemandOptions): Promise<OnDemandReport> {
  const { tenant, configuration, client, id, members = [] } = options;
  const user = tenant.users.get(id);
  const group = tenant.groups.get(id);
  const source = user ?? group;
  if (!source) throw new RangeError(`Nobody in the tenant has the id ${id}.`);
  if (members.length > membersMax) throw new RangeError(`At most ${membersMax} members can go with a group.`);
  const steps: OnDemandStep[] = [];
  const target = new ScimTarget(client, { retries: 0 });
  const entitlements = entitlementsOf(tenant);
  const context: ProvisionContext = { configuration, entitlements, target, isCompliant: false, holdsDeletions: false };
  const name = nameOf(source);
  const filters = user ? configuration.userScope : configuration.groupScope;
  const isActive = source.deleted === undefined && source.attributes["accountEnabled"] !== false;
  const inScope = isActive && entitlements.isEntitled(id) && isInScope(filters, source.attributes);
  steps.push({ name: "import", status: "success", text: `${name} was imported.` });
  if (!inScope) {
    const why = [
      `IsActive: ${isActive}`,
      `Assigned: ${entitlements.isEntitled(id)}`,
      `IsInProvisioningScope: ${isInScope(filters, source.attributes)}`,
    ].join(", ");
    steps.push({ name: "scope", status: "skipped", text: `NotEffectivelyEntitled: ${why}.` });
    return { name, action: "skipped", steps, modifiedProperties: [] };
  }
  steps.push({ name: "scope", status: "success", text: `${name} is in scope.` });
  const base = { id, name, digest: "", known: undefined, inScope, onlyReferences: false };
  const change: Change = user ? { ...base, kind: "user", source: user } : { ...base, kind: "group", source: group };
  try {
    const outcome = await provision(context, change);
    const isNew = outcome.action === "created";
    steps.push({
      name: "match",
      status: "success",
      text: isNew ? "Nobody matched." : `Matched ${outcome.targetId ?? ""}.`,
    });
    if (change.kind === "group" && change.source) await addSome(change.source.members);
    steps.push({ name: "action", status: "success", text: `${name}: ${outcome.action}.` });
    const modifiedProperties = (outcome.changes ?? []).map(({ mapping, before, value }) => ({
      name: mapping.target.text,
      before: before ?? null,
      after: typeof value === "string" ? value : JSON.stringify(value),
    }));
    return { name, action: outcome.action, steps, modifiedProperties };

    /** Those of the chosen members who are in the group and in the target already. */
    async function addSome(all: readonly string[]): Promise<void> {
      const state = freshState("on-demand");
      const known = { name, digest: "", managed: true };
      state.objects.set(id, { ...known, kind: "group", targetId: outcome.targetId ?? "" });
      for (const member of members.filter((one) => all.includes(one))) {
        const person = tenant.users.get(member);
        if (!person) continue;
        const found = await provision(context, {
          ...base,
          id: member,
          name: nameOf(person),
          kind: "user",
          source: person,
        });
        if (found.targetId !== undefined)
          state.objects.set(member, { ...known, kind: "user", targetId: found.targetId });
      }
      if (change.kind === "group") await writeMembers(context, state, change, membersMax);
    }
  } catch (error) {
    if (!(error instanceof ProvisioningFailure)) throw error;
    const isFirst = error.isGeneral;
    const text = `${error.code}: ${error.reason}`;
    steps.push({ name: isFirst ? "testConnection" : "action", status: "failure", text });
    return { name, action: "failed", steps, modifiedProperties: [] };
  }
}
