import { randomUUID } from "node:crypto";
import { matchingOf } from "../mapping/attribute-mapping";
import { readTarget } from "../mapping/target-path";
import { isJsonObject } from "../json";
import { entitlementsOf } from "../tenant/entitlement";
import { changeSet, digestOf } from "./change-set";
import type { Change, GroupChange, UserChange } from "./change-set";
import type { CycleOptions, Phase } from "./cycle-options";
import { Tally } from "./cycle-report";
import type { CycleReport } from "./cycle-report";
import { inParallel } from "./in-parallel";
import { logRecord } from "./log-record";
import { isDeparture, provision } from "./provision";
import type { Outcome, ProvisionContext } from "./provision";
import { ProvisioningFailure } from "./provisioning-failure";
import { escrowReason, quarantined } from "./quarantine";
import { writeManager, writeMembers } from "./references";
import { beginInitial, rememberFailure, rememberOutcome, rememberReferences } from "./remember";
import { ScimTarget } from "./scim-target";
import type { Quarantine } from "./state";

/** What is kept of a resource that was read, for the phases that write references. */
interface AsRead {
  /** Id of the manager in the target. */
  readonly manager: string | undefined;
  readonly version: string | undefined;
}

/** So many failures in a row that are nobody's own end a cycle: the server is away, or does not want us. */
const generalFailuresMax = 20;

/**
 * One cycle (ENTRA.md §5, §7.1): the credential check, then people, groups, managers, members. Without a watermark, or with
 * another configuration than last time, everything is looked at; else what changed and what is due for another attempt.
 * A cycle that was stopped goes on where it was, as far as its state was kept.
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
  private readonly read = new Map<string, AsRead>();
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
    const isFull = state.watermark === null || state.underWay !== undefined || state.configuration !== configured;
    if (isFull) beginInitial(state, configured);
    const entitlements = entitlementsOf(tenant);
    const changes = changeSet({ tenant, entitlements, configuration, state, now: beganAt });
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
      delete state.underWay;
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
        this.options.onProgress?.({ phase, done: this.done, total: all.length, requests: this.target.requests });
      });
    };
    try {
      await this.checkCredentials();
      const isUnseen = ({ onlyReferences }: Change) => !onlyReferences;
      await inPhase("users", users.filter(isUnseen), (change) => this.object(context, change));
      await inPhase("groups", groups.filter(isUnseen), (change) => this.object(context, change));
      const manager = configuration.userMappings.find(({ isReference }) => isReference);
      if (manager) {
        const some = users.filter(({ id, onlyReferences }) => onlyReferences || this.read.has(id));
        await inPhase("managers", some, (change) =>
          this.reference(change, () => writeManager(context, state, change, manager, this.managerBefore(change))),
        );
      } else for (const change of users) rememberReferences(state, change);
      await inPhase("members", groups, (change) =>
        this.reference(change, () =>
          writeMembers(context, state, change, membersPerPatch, this.read.get(change.id)?.version),
        ),
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
      rememberOutcome(this.options.state, change, outcome);
      this.noteRead(context, change, outcome);
      this.tally.did(change, outcome.action);
      this.tell(change, outcome, began);
    } catch (error) {
      this.fail(change, error, began);
    }
  }

  private noteRead({ configuration }: ProvisionContext, { kind, id }: Change, { resource }: Outcome): void {
    if (!resource) return;
    const mapping = kind === "user" ? configuration.userMappings.find(({ isReference }) => isReference) : undefined;
    const { version } = isJsonObject(resource.body["meta"]) ? resource.body["meta"] : {};
    this.read.set(id, {
      manager: mapping && readTarget(resource.body, mapping.target),
      version: typeof version === "string" ? version : undefined,
    });
  }

  /** What the target has; of who was not read in this cycle, what was written last. */
  private managerBefore({ id, known }: UserChange): string | undefined {
    const read = this.read.get(id);
    return read ? read.manager : this.options.state.objects.get(known?.manager ?? "")?.targetId;
  }

  private async reference(change: Change, write: () => Promise<boolean>): Promise<void> {
    const began = performance.now();
    try {
      const isChanged = await write();
      rememberReferences(this.options.state, change);
      this.tally.lookedAtReference(change, isChanged);
      if (isChanged) this.tell(change, { action: "updated", managed: true }, began);
      this.generalFailures = 0;
    } catch (error) {
      this.fail(change, error, began, true);
    }
  }

  /** @throws the failure again when it is one too many of nobody's own */
  private fail(change: Change, error: unknown, began: number, isReference = false): void {
    if (!(error instanceof ProvisioningFailure)) throw error;
    rememberFailure(this.options.state, change, error, this.now());
    this.tally.failed(change, error, isReference);
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
    const { counted } = this.tally;
    const reason = escrowReason(counted);
    const message = `${counted.objects + counted.references} of ${counted.attempted} failed.`;
    return reason && quarantined(state, reason, message, now);
  }
}
