import { uuidv7 } from "uuidv7";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { isUuid } from "@/lib/db/is-uuid";
import {
  askToCancel,
  countOpenRuns,
  findOpenRun,
  findTrialEvidence,
  findTrialReport,
  insertTrialRun,
  listTrialRunsOf,
  markLostRuns,
} from "@/lib/db/trial-runs";
import type { TrialRunRecord, TrialState } from "@/lib/db/trial-runs";
import type { CancelTrialInput } from "@/lib/inputs/trial";
import { Refusal } from "@/lib/inputs/refusal";
import type { JsonObject } from "@/lib/scim/json";
import { nameOf } from "./actor-name";
import { asJsonObject } from "./as-json-object";
import { audited } from "./audited";
import { directoryOf } from "./directory-of";
import { requireSandboxSize } from "./sandbox";
import { isTrialKind, trialKinds } from "./trial-kinds";
import type { TrialKind, TrialProgress } from "./trial-kinds";

/** Open runs that an organization has at most, so that none keeps the others waiting for long. */
const openMax = 5;

export interface TrialRunDto {
  readonly id: string;
  readonly kind: TrialKind;
  readonly state: TrialState;
  /** Somebody asked it to stop, and it is about to. */
  readonly isEnding: boolean;
  /** What was asked for, as its kind understands it. */
  readonly input: JsonObject;
  /** Null: it waits for a free place, or has told nothing yet. */
  readonly progress: TrialProgress | null;
  readonly problem: string | null;
  readonly detail: string | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** What of the report is one value each, for lists; empty: there is no report. */
  readonly summary: JsonObject;
}

/**
 * Has a run begin in the background: the server's process takes it within a second, or as soon as it has a free place.
 * @param input what is asked for, as the kind understands it; it is stored
 * @param payload what it works on besides; it is forgotten when the run ends
 * @returns its id
 * @throws ForbiddenError, Refusal when the organization has no such directory, one of its runs is open, the organization
 * has too many, or the directory is too large to be copied
 */
export async function startTrialRun(
  organization: OrganizationScope,
  {
    directoryId,
    kind,
    input = {},
    payload = null,
  }: {
    readonly directoryId: string;
    readonly kind: TrialKind;
    readonly input?: JsonObject;
    readonly payload?: string | null;
  },
): Promise<string> {
  requirePermission(organization.actor, "trial:run", directoryId);
  const { scope, slug } = await directoryOf(organization, directoryId);
  const startedAt = new Date();
  // One whose process died stands in nobody's way.
  await markLostRuns(startedAt);
  if (trialKinds[kind].withPeople) await requireSandboxSize(scope);
  if ((await countOpenRuns(db, scope)) >= openMax)
    throw new Refusal("errors.trialsMany", { values: { most: openMax } });
  const id = uuidv7();
  return audited(
    scope,
    async (transaction) => {
      await insertTrialRun(transaction, scope, { id, kind, startedBy: nameOf(scope.actor), startedAt, input, payload });
      return { value: id, entry: { action: `${kind}.start`, target: slug, directoryId } };
    },
    new Refusal("errors.trialRunning"),
  );
}

/**
 * Asks a run to stop, which it does within seconds.
 * @throws ForbiddenError, Refusal when the organization has no such directory, or the run is over
 */
export async function cancelTrialRun(
  organization: OrganizationScope,
  { directoryId, runId }: CancelTrialInput,
): Promise<void> {
  requirePermission(organization.actor, "trial:run", directoryId);
  const { scope, slug } = await directoryOf(organization, directoryId);
  const open = await findOpenRun(db, scope);
  if (open?.id !== runId) throw new Refusal("errors.trialOver");
  await audited(scope, async (transaction) => {
    if (!(await askToCancel(transaction, scope, runId, new Date()))) throw new Refusal("errors.trialOver");
    return { value: undefined, entry: { action: `${open.kind}.cancel`, target: slug, directoryId } };
  });
}

/**
 * A directory's runs of a kind, the newest first: a handful.
 * @throws ForbiddenError
 */
export async function listTrialRuns(scope: DirectoryScope, kind: TrialKind): Promise<TrialRunDto[]> {
  requirePermission(scope.actor, "trial:read");
  const now = new Date();
  return (await listTrialRunsOf(db, scope, kind)).flatMap((record) => toDto(record, now));
}

/**
 * What is open of a directory, whatever its kind: no other run can start.
 * @throws ForbiddenError
 */
export async function openTrialRun(scope: DirectoryScope): Promise<TrialRunDto | undefined> {
  requirePermission(scope.actor, "trial:read");
  const record = await findOpenRun(db, scope);
  const [dto] = record === undefined ? [] : toDto(record, new Date());
  return dto?.state === "lost" ? undefined : dto;
}

/**
 * The report of a run as its kind stored it; undefined when it has none, or the directory no such run.
 * @throws ForbiddenError
 */
export async function readTrialReport(
  scope: DirectoryScope,
  kind: TrialKind,
  id: string,
): Promise<JsonObject | undefined> {
  requirePermission(scope.actor, "trial:read");
  if (!isUuid(id)) return undefined;
  const found = await findTrialReport(db, scope, { kind, id });
  return found === undefined || found.report === null ? undefined : asJsonObject(found.report);
}

/**
 * What some parts of a report rest on, by key, as its kind stored it.
 * @throws ForbiddenError
 */
export async function readTrialEvidence(
  scope: DirectoryScope,
  kind: TrialKind,
  id: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  requirePermission(scope.actor, "trial:read");
  return isUuid(id) ? findTrialEvidence(db, scope, { kind, id }, keys) : new Map();
}

function toDto({ leaseUntil, cancelAskedAt, ...record }: TrialRunRecord, now: Date): TrialRunDto[] {
  const { kind } = record;
  // A kind of a newer program.
  if (!isTrialKind(kind)) return [];
  // No process that serves may be left to write it down.
  const isLost = record.state === "running" && leaseUntil !== null && leaseUntil < now;
  const state = isLost ? "lost" : record.state;
  const isEnding = state === "running" && cancelAskedAt !== null;
  const progress = toProgress(asJsonObject(record.progress));
  const [input, summary] = [asJsonObject(record.input), asJsonObject(record.summary)];
  return [{ ...record, kind, state, isEnding, input, progress, summary }];
}

function toProgress({ phase, done, total }: JsonObject): TrialProgress | null {
  return typeof phase === "string" && typeof done === "number" && typeof total === "number"
    ? { phase, done, total }
    : null;
}
