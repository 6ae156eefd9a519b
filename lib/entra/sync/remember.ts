import type { Change } from "./change-set";
import type { Outcome } from "./provision";
import type { ProvisioningFailure } from "./provisioning-failure";
import { nextAttempt } from "./quarantine";
import type { SyncState } from "./state";

/** Keeps what became of one object, so that the next cycle does not do it again. What it refers to is written later. */
export function rememberOutcome(state: SyncState, change: Change, outcome: Outcome): void {
  const { kind, id, name, digest, known, source } = change;
  const isStaged = outcome.reason === "StagedDelete";
  if (source === undefined && !isStaged) {
    state.objects.delete(id);
    return;
  }
  const { managed, targetId } = outcome;
  state.objects.set(id, {
    kind,
    name,
    // What was held back has to come up again.
    digest: isStaged ? (known?.digest ?? "") : digest,
    managed,
    ...(targetId !== undefined && { targetId }),
    ...(managed && known?.manager !== undefined && { manager: known.manager }),
    ...(managed && known?.members !== undefined && { members: known.members }),
    ...(managed && !isStaged && { pending: true }),
  });
}

/** Keeps that one object failed, and when it is tried again. */
export function rememberFailure(state: SyncState, change: Change, failure: ProvisioningFailure, now: number): void {
  const known = state.objects.get(change.id) ?? change.known;
  // Who has changed since begins anew.
  const before = known?.escrow?.digest === change.digest ? known.escrow : undefined;
  const attempts = (before?.attempts ?? 0) + 1;
  state.objects.set(change.id, {
    kind: change.kind,
    name: change.name,
    digest: "",
    managed: false,
    ...known,
    escrow: {
      digest: change.digest,
      attempts,
      next: nextAttempt(attempts, now),
      since: before?.since ?? now,
      code: failure.code,
      reason: failure.reason,
    },
  });
}

/** Manager and members are written too: nothing is left of this object. */
export function rememberReferences(state: SyncState, { id }: Change): void {
  delete state.objects.get(id)?.pending;
}

/**
 * Begins an initial cycle, or goes on with the one that was stopped: what was seen before it counts no more.
 * @param configuration digest of the mappings and scope that it works by
 */
export function beginInitial(state: SyncState, configuration: string): void {
  if (state.underWay === configuration) return;
  state.underWay = configuration;
  for (const known of state.objects.values()) known.digest = "";
}
