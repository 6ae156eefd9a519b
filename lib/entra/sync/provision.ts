import { applyMappings, matchingOf } from "../mapping/attribute-mapping";
import type { AttributeMapping, MappedValue } from "../mapping/attribute-mapping";
import { evaluateExpression } from "../mapping/evaluate-expression";
import type { Entitlements } from "../tenant/entitlement";
import type { SourceAttributes } from "../tenant/tenant";
import type { Change } from "./change-set";
import type { Configuration } from "./configuration";
import { createBody } from "./create-body";
import { differences, patchOperations } from "./patch-operations";
import type { Difference } from "./patch-operations";
import { ProvisioningFailure } from "./provisioning-failure";
import type { ResourceType, ScimTarget, TargetResource } from "./scim-target";

export type Action = "created" | "updated" | "disabled" | "deleted" | "unchanged" | "skipped";

/** What became of one object. */
export interface Outcome {
  readonly action: Action;
  /** Entra's SkipReason, where it was skipped. */
  readonly reason?: string;
  readonly changes?: readonly Difference[];
  /** As it was read, before it was changed. */
  readonly resource?: TargetResource;
  readonly targetId?: string;
  readonly managed: boolean;
}

export interface ProvisionContext {
  readonly configuration: Configuration;
  readonly entitlements: Entitlements;
  readonly target: ScimTarget;
  readonly isCompliant: boolean;
  /** Whether disables and deletes are held back in this cycle. */
  readonly holdsDeletions: boolean;
}

/**
 * One object, references aside: looked up, created, updated, disabled or deleted, as ENTRA.md §2.2 and §5 say.
 * @throws ProvisioningFailure
 */
export async function provision(context: ProvisionContext, change: Change): Promise<Outcome> {
  const { known, source, inScope } = change;
  if (source === undefined) return remove(context, change);
  if (!inScope) return leave(context, change);
  const isSoftDeleted = change.kind === "user" && isDisabled(source.attributes, source.deleted);
  const values = mapped(context, change, isSoftDeleted);
  if (known?.targetId !== undefined && known.managed) {
    return update(context, change, await context.target.get(typeOf(change), known.targetId), values);
  }
  const found = (await reunite(context, change)) ?? (await match(context, change, values));
  if (found) return update(context, change, found, values);
  // Disabled people are not created (ENTRA.md §3.1).
  if (isSoftDeleted) return { action: "skipped", reason: "NotEffectivelyEntitled", managed: false };
  if (!actionsOf(context, change).create) return { action: "skipped", reason: "CreateIsOff", managed: false };
  const made = await context.target.create(typeOf(change), createBody(change.kind, values, context.isCompliant));
  const changes = values.map((value) => ({ ...value, before: undefined }));
  return { action: "created", changes, resource: made, targetId: made.id, managed: true };
}

/** Whether provisioning it would disable or delete somebody, for the threshold of accidental deletions. */
export function isDeparture({ known, source, inScope, kind }: Change): boolean {
  if (known?.targetId === undefined || !known.managed) return false;
  if (source === undefined || !inScope) return true;
  return kind === "user" && isDisabled(source.attributes, source.deleted);
}

const isDisabled = (attributes: SourceAttributes, deleted: unknown): boolean =>
  deleted === "soft" || attributes["accountEnabled"] === false;

export const typeOf = ({ kind }: Change): ResourceType => (kind === "user" ? "Users" : "Groups");

const actionsOf = ({ configuration }: ProvisionContext, { kind }: Change) =>
  kind === "user" ? configuration.userActions : configuration.groupActions;

const mappingsOf = ({ configuration }: ProvisionContext, { kind }: Change): readonly AttributeMapping[] =>
  kind === "user" ? configuration.userMappings : configuration.groupMappings;

function mapped(context: ProvisionContext, change: Change, isSoftDeleted: boolean): MappedValue[] {
  const attributes = { ...change.source?.attributes, objectId: change.id, IsSoftDeleted: isSoftDeleted };
  return applyMappings(mappingsOf(context, change), attributes, context.entitlements.rolesOf(change.id));
}

/** Who comes back into the scope is known by their id, whatever they are called by now (ENTRA.md §5). */
async function reunite({ target }: ProvisionContext, change: Change): Promise<TargetResource | undefined> {
  const id = change.known?.targetId;
  if (id === undefined) return undefined;
  try {
    return await target.get(typeOf(change), id);
  } catch (error) {
    // Deleted there in the meantime: looked up like somebody new.
    if (error instanceof ProvisioningFailure && error.code === "InvalidAnchor") return undefined;
    throw error;
  }
}

/** By each matching attribute in turn, until one finds somebody (ENTRA.md §2.1). */
async function match(
  { target, ...context }: ProvisionContext,
  change: Change,
  values: readonly MappedValue[],
): Promise<TargetResource | undefined> {
  let hasKey = false;
  for (const mapping of matchingOf(mappingsOf({ target, ...context }, change))) {
    const value = values.find((one) => one.mapping === mapping)?.value;
    if (typeof value !== "string") continue;
    hasKey = true;
    const found = await target.find(typeOf(change), mapping.target.text, value);
    if (found.length > 1)
      throw new ProvisioningFailure(
        "DuplicateTargetEntries",
        `${found.length} entries have ${mapping.target.text} "${value}".`,
      );
    if (found[0]) return found[0];
  }
  if (!hasKey) throw new ProvisioningFailure("MandatoryFieldsMissing", "No matching attribute has a value.");
  return undefined;
}

async function update(
  context: ProvisionContext,
  change: Change,
  resource: TargetResource,
  values: readonly MappedValue[],
): Promise<Outcome> {
  const changes = differences(values, resource);
  const stays = { resource, targetId: resource.id, managed: true };
  if (changes.length === 0) return { action: "unchanged", ...stays };
  const disables = changes.some(({ mapping, value }) => mapping.isBoolean && value === "False");
  if (disables && context.holdsDeletions) return { action: "skipped", reason: "StagedDelete", ...stays };
  if (!actionsOf(context, change).update) return { action: "skipped", reason: "UpdateIsOff", ...stays };
  await context.target.patch(typeOf(change), resource.id, patchOperations(changes, context.isCompliant));
  return { action: disables ? "disabled" : "updated", changes, ...stays };
}

/** Hard-deleted: DELETE follows while it is managed; who left the scope before is not ours any more (ENTRA.md §5). */
async function remove(context: ProvisionContext, change: Change): Promise<Outcome> {
  const { known } = change;
  if (known?.targetId === undefined || !known.managed)
    return { action: "skipped", reason: "NotManaged", managed: false };
  if (context.holdsDeletions) return held(known.targetId);
  if (!actionsOf(context, change).delete) return { action: "skipped", reason: "DeleteIsOff", managed: false };
  await context.target.delete(typeOf(change), known.targetId);
  return { action: "deleted", managed: false };
}

/** Out of scope: people are disabled, once; groups, which cannot be, are deleted. */
async function leave(context: ProvisionContext, change: Change): Promise<Outcome> {
  const { known } = change;
  const targetId = known?.targetId;
  if (targetId === undefined || known?.managed !== true)
    return {
      action: "skipped",
      reason: "NotEffectivelyEntitled",
      managed: false,
      ...(targetId !== undefined && { targetId }),
    };
  if (context.configuration.skipOutOfScopeDeletions)
    return { action: "skipped", reason: "SkipOutOfScopeDeletions", managed: false, targetId };
  if (context.holdsDeletions) return held(targetId);
  const active = mappingsOf(context, change).find(({ isBoolean }) => isBoolean);
  if (change.kind === "group" || active === undefined) {
    if (!actionsOf(context, change).delete)
      return { action: "skipped", reason: "DeleteIsOff", managed: false, targetId };
    await context.target.delete(typeOf(change), targetId);
    return { action: "deleted", managed: false };
  }
  const value = evaluateExpression(active.source, { attributes: { IsSoftDeleted: true }, roles: [] }) ?? "False";
  const changes = [{ mapping: active, value, before: "True" }];
  await context.target.patch("Users", targetId, patchOperations(changes, context.isCompliant));
  return { action: "disabled", changes, targetId, managed: false };
}

const held = (targetId: string): Outcome => ({ action: "skipped", reason: "StagedDelete", managed: true, targetId });
