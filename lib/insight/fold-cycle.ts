import type { ClientCounts, CycleRecord, Phase } from "./cycle";
import { isGeneralRefusal, isRefused, isWritten, objectKeys } from "./survey-row";
import type { SurveyRow } from "./survey-row";

/** What became of one person or group within a cycle. */
export interface ObjectMarks {
  seen: boolean;
  created: boolean;
  updated: boolean;
  disabled: boolean;
  deleted: boolean;
  /** Its last write was refused. */
  failed: boolean;
}

type Running = { -readonly [Field in keyof CycleRecord]: CycleRecord[Field] };

export interface CycleFoldOptions {
  /** The cycle that rows before these belong to, if it runs still. */
  readonly running: CycleRecord | undefined;
  /** What became of the objects of these rows earlier in that cycle, by object key; the fold goes on with it. */
  readonly earlier: Map<string, ObjectMarks>;
  /** Who is silent for so long has ended the cycle. */
  readonly idleMs: number;
  /** Whether there has been a cycle before: until then connection tests and refusals make none. */
  readonly hasCycles: boolean;
  /** When the credentials were last checked. */
  readonly lastProbeAt: Date | undefined;
}

/** A check so shortly before the first request belongs to it: a person who presses two buttons needs longer. */
const probeMs = 60_000;

/** Puts rows of the log, in the order of their ids, into cycles. */
export class CycleFold {
  readonly closed: CycleRecord[] = [];
  private cycle: Running | undefined;
  private objects: Map<string, ObjectMarks>;
  private hasCycles: boolean;
  private lastProbeAt: Date | undefined;

  constructor(private readonly options: CycleFoldOptions) {
    this.cycle = options.running && { ...options.running };
    this.objects = options.earlier;
    this.hasCycles = options.hasCycles;
    this.lastProbeAt = options.lastProbeAt;
  }

  get running(): CycleRecord | undefined {
    return this.cycle;
  }

  /** What became of the objects of the running cycle, by object key, as far as they were given or added. */
  get marks(): Map<string, ObjectMarks> {
    return this.objects;
  }

  add(row: SurveyRow): void {
    this.endIfIdle(row.at);
    const isProbe = row.action === "testConnection";
    this.cycle ??= this.begins(row) ? this.begin(row) : undefined;
    if (isProbe) this.lastProbeAt = row.at;
    if (this.cycle && row.action !== "token") this.count(this.cycle, row);
  }

  /** Ends the running cycle if nothing has come for long enough by then. */
  endIfIdle(at: Date): void {
    const { cycle } = this;
    if (!cycle || at.getTime() - cycle.lastAt.getTime() < this.options.idleMs) return;
    this.closed.push({ ...cycle, ended: cycle.lastAt });
    this.cycle = undefined;
    this.objects = new Map();
  }

  private begins(row: SurveyRow): boolean {
    // Discovery is asked for when somebody opens a page of the portal (ENTRA.md §1.1).
    if (row.action === "token" || row.action === "other") return false;
    return this.hasCycles || (row.action !== "testConnection" && !isRefused(row));
  }

  private begin({ id, at, credentialId }: SurveyRow): Running {
    this.hasCycles = true;
    const isChecked = this.lastProbeAt !== undefined && at.getTime() - this.lastProbeAt.getTime() <= probeMs;
    return {
      id,
      kind: "incremental",
      phase: null,
      began: at,
      lastAt: at,
      lastEventId: id,
      ended: null,
      requests: 0,
      refused: 0,
      throttled: 0,
      probes: isChecked ? 1 : 0,
      lookups: 0,
      found: 0,
      users: 0,
      groups: 0,
      created: 0,
      updated: 0,
      disabled: 0,
      deleted: 0,
      failed: 0,
      expectedUsers: null,
      expectedGroups: null,
      expectedBy: null,
      credentialId,
      clients: {},
    };
  }

  private count(cycle: Running, row: SurveyRow): void {
    cycle.requests += 1;
    if (row.at > cycle.lastAt) cycle.lastAt = row.at;
    cycle.lastEventId = row.id;
    cycle.credentialId ??= row.credentialId;
    if (isRefused(row)) cycle.refused += 1;
    if (row.httpStatus === 429) cycle.throttled += 1;
    if (row.action === "testConnection") cycle.probes += 1;
    else if (row.lookup !== null && !isRefused(row)) {
      const found = row.resourceId === null ? 0 : 1;
      cycle.lookups += 1;
      cycle.found += found;
      countOf(cycle, row, { lookups: 1, found });
    }
    if (row.action !== "testConnection" && !isGeneralRefusal(row)) {
      cycle.phase = phaseAfter(cycle.phase, row);
      this.countObject(cycle, row);
    }
  }

  private countObject(cycle: Running, row: SurveyRow): void {
    // Who was looked for and not found is counted once they are written.
    if (row.action === "read" && row.resourceId === null) return;
    const keys = objectKeys(row);
    if (keys.length === 0) return;
    const known = keys.map((key) => this.objects.get(key)).find((each) => each !== undefined);
    const marks = known ?? unseen();
    for (const key of keys) this.objects.set(key, marks);
    if (!marks.seen) {
      cycle[row.resourceType === "Group" ? "groups" : "users"] += 1;
      countOf(cycle, row, { objects: 1 });
    }
    marks.seen = true;
    if (isRefused(row)) {
      if (!marks.failed) cycle.failed += 1;
      marks.failed = true;
    } else if (isWritten(row)) {
      if (marks.failed) cycle.failed -= 1;
      marks.failed = false;
      // Who was gone already is as was asked for, but nothing was changed.
      if (row.status !== "skipped" && row.status !== "failure") countWrite(cycle, marks, row);
    }
  }
}

const unseen = (): ObjectMarks => ({
  seen: false,
  created: false,
  updated: false,
  disabled: false,
  deleted: false,
  failed: false,
});

/** Of more credentials in one cycle than these nothing is known by itself. */
const clientsMax = 8;

/** Adds to what the row's credential did. */
function countOf(cycle: Running, { credentialId }: SurveyRow, more: Partial<ClientCounts>): void {
  if (credentialId === null) return;
  const known = cycle.clients[credentialId];
  if (known === undefined && Object.keys(cycle.clients).length >= clientsMax) return;
  const { lookups, found, objects, created } = known ?? { lookups: 0, found: 0, objects: 0, created: 0 };
  const counts = {
    lookups: lookups + (more.lookups ?? 0),
    found: found + (more.found ?? 0),
    objects: objects + (more.objects ?? 0),
    created: created + (more.created ?? 0),
  };
  cycle.clients = { ...cycle.clients, [credentialId]: counts };
}

function countWrite(cycle: Running, marks: ObjectMarks, row: SurveyRow): void {
  const { action } = row;
  const counted =
    action === "create"
      ? "created"
      : action === "delete"
        ? "deleted"
        : action === "disable"
          ? "disabled"
          : marks.created
            ? undefined
            : "updated";
  if (counted === undefined || marks[counted]) return;
  marks[counted] = true;
  cycle[counted] += 1;
  if (counted === "created") countOf(cycle, row, { created: 1 });
}

/** It never goes back: a person who is written after the groups gets a manager. */
function phaseAfter(phase: Phase | null, { resourceType, action }: SurveyRow): Phase | null {
  const writesReference = action !== "read" && action !== "create" && action !== "delete";
  if (resourceType === "Group") return phase === "members" || writesReference ? "members" : "groups";
  if (resourceType !== "User") return phase;
  return phase === null || phase === "users" ? "users" : writesReference ? "members" : phase;
}
