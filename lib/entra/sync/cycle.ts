import { randomUUID } from "node:crypto";
import type { EntraHttpClient } from "../http-client";
import { matchingOf } from "../mapping/attribute-mapping";
import { readTarget } from "../mapping/target-path";
import { entitlementsOf } from "../tenant/entitlement";
import type { Tenant } from "../tenant/tenant";
import { changeSet, digestOf } from "./change-set";
import type { Change, GroupChange, UserChange } from "./change-set";
import type { Configuration } from "./configuration";
import { Tally } from "./cycle-report";
import type { CycleReport } from "./cycle-report";
import { inParallel } from "./in-parallel";
import { logRecord } from "./log-record";
import type { LogRecord } from "./log-record";
import { isDeparture, provision } from "./provision";
import type { Outcome, ProvisionContext } from "./provision";
import { ProvisioningFailure } from "./provisioning-failure";
import { escrowReason, nextAttempt, quarantined } from "./quarantine";
import { writeManager, writeMembers } from "./references";
import { ScimTarget } from "./scim-target";
import type { Quarantine, SyncState } from "./state";

export interface CycleOptions {
  readonly tenant: Tenant;
  readonly configuration: Configuration;
  readonly client: EntraHttpClient;
  /** The compliant PATCH dialect, as `?aadOptscim062020` on the Tenant URL asks for. */
  readonly isCompliant: boolean;
  /** Changed in place as the cycle goes. */
  readonly state: SyncState;
  readonly now?: () => number;
  /** Requests at a time; 4 when left out (Entra's own number is not known, ENTRA.md §11). */
  readonly concurrency?: number;
  /** Members in one PATCH; 100 when left out. */
  readonly membersPerPatch?: number;
  /** How often what was answered with 429 or 503 is sent again within the cycle; 5 when left out. */
  readonly retries?: number;
  /** Deletions above the threshold were looked at and are meant. */
  readonly allowsDeletions?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, phase: Phase) => void;
  readonly onRecord?: (record: LogRecord) => void;
}

export type Phase = "users" | "groups" | "managers" | "members";

/** So many failures in a row that are nobody's own end a cycle: the server is away, or does not want us. */
const generalFailuresMax = 20;

/**
 * One cycle (ENTRA.md §5, §7.1): the credential check, then people, groups, managers, members. Without a watermark, or with
 * another configuration than last time, everything is looked at; else what changed and what is due for another attempt.
 * Failures of single objects are in the report and are tried again; only `signal` makes it throw.
 */
export async function runCycle(options: CycleOptions): Promise<CycleReport> {
  return new Cycle(options).run();
}

class Cycle {
  private readonly now: () => number;
  private readonly tally = new Tally();
  private readonly cycleId = randomUUID();
  private readonly target: ScimTarget;
  /** The manager that the target has, of each person that was looked at. */
  private readonly managers = new Map<string, string | undefined>();
  private generalFailures = 0;
  private done = 0;

  constructor(private readonly options: CycleOptions) {
    this.now = options.now ?? Date.now;
    this.target = new ScimTarget(options.client, { retries: options.retries ?? 5, signal: options.signal });
  }

  async run(): Promise<CycleReport> {
    const { tenant, configuration, state } = this.options;
    const began = performance.now();
    const beganAt = this.now();
    const configured = digestOf(configuration);
    const isFull = state.watermark === null || state.configuration !== configured;
    const entitlements = entitlementsOf(tenant);
    const changes = changeSet({ tenant, entitlements, configuration, state, isFull, now: beganAt });
    const departures = [...changes.users, ...changes.groups].filter(isDeparture).length;
    const holdsDeletions =
      this.options.allowsDeletions !== true &&
      departures > (configuration.deletionThreshold ?? Number.POSITIVE_INFINITY);
    const context = {
      configuration,
      entitlements,
      target: this.target,
      isCompliant: this.options.isCompliant,
      holdsDeletions,
    };
    const stopped = await this.phases(context, changes.users, changes.groups);
    const quarantine = this.judge(stopped, holdsDeletions ? departures : 0);
    if (quarantine) state.quarantine = quarantine;
    else delete state.quarantine;
    if (!stopped) {
      state.watermark = beganAt;
      state.configuration = configured;
      state.cycles += 1;
    }
    return this.tally.report({
      type: isFull ? "initial" : "incremental",
      requests: this.target.requests,
      seconds: Math.round(performance.now() - began) / 1000,
      quarantine: quarantine ? `${quarantine.reason}: ${quarantine.message}` : null,
    });
  }

  /** @returns what ended the cycle before its time */
  private async phases(
    context: ProvisionContext,
    users: readonly UserChange[],
    groups: readonly GroupChange[],
  ): Promise<ProvisioningFailure | undefined> {
    const { configuration, state, concurrency = 4, membersPerPatch = 100 } = this.options;
    const inPhase = async <One extends Change>(phase: Phase, all: readonly One[], run: (one: One) => Promise<void>) => {
      this.done = 0;
      await inParallel(all, concurrency, async (one) => {
        await run(one);
        this.done += 1;
        this.options.onProgress?.(this.done, all.length, phase);
      });
    };
    try {
      await this.checkCredentials();
      await inPhase("users", users, (change) => this.object(context, change));
      await inPhase("groups", groups, (change) => this.object(context, change));
      const manager = configuration.userMappings.find(({ isReference }) => isReference);
      if (manager) {
        const read = users.filter(({ id }) => this.managers.has(id));
        await inPhase("managers", read, (change) =>
          this.reference(change, () => writeManager(context, state, change, manager, this.managers.get(change.id))),
        );
      }
      await inPhase("members", groups, (change) =>
        this.reference(change, () => writeMembers(context, state, change, membersPerPatch)),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ProvisioningFailure) return error;
      throw error;
    }
  }

  /** At the start of every cycle (ENTRA.md §1.1). @throws ProvisioningFailure */
  private async checkCredentials(): Promise<void> {
    const [matching] = matchingOf(this.options.configuration.userMappings);
    await this.target.find("Users", matching?.target.text ?? "userName", randomUUID());
  }

  private async object(context: ProvisionContext, change: Change): Promise<void> {
    const began = performance.now();
    try {
      const outcome = await provision(context, change);
      this.generalFailures = 0;
      this.remember(change, outcome);
      this.noteManager(context, change, outcome);
      this.tally.did(change, outcome.action);
      this.tell(change, outcome, began);
    } catch (error) {
      this.fail(change, error, began);
    }
  }

  private noteManager({ configuration }: ProvisionContext, { kind, id }: Change, { resource }: Outcome): void {
    const manager = configuration.userMappings.find(({ isReference }) => isReference);
    if (kind === "user" && manager && resource) this.managers.set(id, readTarget(resource.body, manager.target));
  }

  private async reference(change: Change, write: () => Promise<boolean>): Promise<void> {
    const began = performance.now();
    try {
      if (await write()) {
        this.tally.wroteReference(change);
        this.tell(change, { action: "updated", managed: true }, began);
      }
      this.generalFailures = 0;
    } catch (error) {
      this.fail(change, error, began);
    }
  }

  private remember({ kind, id, name, digest, known, source }: Change, outcome: Outcome): void {
    const { state } = this.options;
    if (source === undefined && outcome.reason !== "StagedDelete") {
      state.objects.delete(id);
      return;
    }
    // What was held back has to come up again.
    const seen = outcome.reason === "StagedDelete" ? (known?.digest ?? "") : digest;
    state.objects.set(id, {
      kind,
      name,
      digest: seen,
      managed: outcome.managed,
      ...(outcome.targetId !== undefined && { targetId: outcome.targetId }),
      ...(outcome.managed && known?.manager !== undefined && { manager: known.manager }),
      ...(outcome.managed && known?.members !== undefined && { members: known.members }),
    });
  }

  /** @throws the failure again when it is one too many of nobody's own */
  private fail(change: Change, error: unknown, began: number): void {
    if (!(error instanceof ProvisioningFailure)) throw error;
    const { state } = this.options;
    const now = this.now();
    const known = state.objects.get(change.id) ?? change.known;
    const attempts = (known?.escrow?.attempts ?? 0) + 1;
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
        since: known?.escrow?.since ?? now,
        code: error.code,
        reason: error.reason,
      },
    });
    this.tally.failed(change, error);
    this.tell(change, error, began);
    this.generalFailures = error.isGeneral ? this.generalFailures + 1 : 0;
    if (this.generalFailures >= generalFailuresMax) throw error;
  }

  private tell(change: Change, result: Outcome | ProvisioningFailure, began: number): void {
    const { onRecord, tenant, state } = this.options;
    if (!onRecord) return;
    const milliseconds = Math.round(performance.now() - began);
    const facts = {
      at: new Date(this.now()),
      milliseconds,
      tenantId: tenant.id,
      jobId: state.jobId,
      cycleId: this.cycleId,
    };
    onRecord(logRecord(facts, change, result));
  }

  private judge(stopped: ProvisioningFailure | undefined, held: number): Quarantine | undefined {
    const { state, configuration } = this.options;
    const now = this.now();
    if (stopped) return quarantined(state, "EncounteredQuarantineException", stopped.message, now);
    if (held > 0) {
      const message = `${held} disables and deletes are held, more than ${configuration.deletionThreshold ?? 0}.`;
      return quarantined(state, "TooManyDeletes", message, now);
    }
    const reason = escrowReason(this.tally.failedCount, this.tally.seen);
    return reason && quarantined(state, reason, `${this.tally.failedCount} of ${this.tally.seen} failed.`, now);
  }
}
