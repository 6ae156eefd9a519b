import { profileOf } from "@/lib/applications/applications";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { departuresOf } from "@/lib/db/group-departures";
import { resourceNames, type ResourceName } from "@/lib/db/resource-names";
import { timelineOfGroup, timelineOfUser, type TimelineRecord } from "@/lib/db/timeline";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { attributeAt } from "./attribute-rows";
import { isUuid } from "./page";
import { toEntries, type TimelineChange, type TimelineEntry } from "./timeline-entry";

/** Everything that ever happened to a person or group, a page of it, the newest first. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** What `olderThan` has to be for the page behind it; undefined at the end. */
  readonly older: string | undefined;
  /** What the people and groups that the entries name are called, by id. */
  readonly names: ReadonlyMap<string, ResourceName>;
}

export interface TimelineInput {
  /** `older` of the page before. Anything that is no id begins at the newest. */
  readonly olderThan?: string;
  /** Of a person: refused attempts to create somebody of that name are told too. */
  readonly userName?: string;
}

const entriesMax = 25;
/** Log rows that are read at once, and at most, for one page: a burst of more goes on on the page behind. */
const rowsAtOnce = 500;
const roundsMax = 20;
/** Of these, rounds in which there were more deletions in the directory than are looked at together. */
const longRoundsMax = 4;

/** What happened to a person: requests about them, decisions of admins, groups that they joined and left. */
export async function personTimeline(scope: DirectoryScope, userId: string, input: TimelineInput): Promise<Timeline> {
  return timeline(scope, userId, "User", input);
}

/** What happened to a group; the members of a burst of requests are one entry. */
export async function groupTimeline(scope: DirectoryScope, groupId: string, input: TimelineInput): Promise<Timeline> {
  return timeline(scope, groupId, "Group", input);
}

interface Rows {
  readonly rows: readonly TimelineRecord[];
  /** Rows behind it were not read; undefined: there are none. */
  readonly readTo: string | undefined;
  /** It cost much: there is more between them than was read. */
  readonly isLong: boolean;
}

interface RowsRequest {
  readonly userName: string | undefined;
  readonly olderThan: string | undefined;
}

async function personRows(scope: DirectoryScope, userId: string, request: RowsRequest): Promise<Rows> {
  const rows = await timelineOfUser(scope, userId, { ...request, limit: rowsAtOnce });
  return { rows, readTo: rows.length < rowsAtOnce ? undefined : rows.at(-1)?.id, isLong: false };
}

/** The group's own rows, and in between who left it because they were deleted. */
async function groupRows(scope: DirectoryScope, groupId: string, { olderThan }: RowsRequest): Promise<Rows> {
  const own = await timelineOfGroup(scope, groupId, { olderThan, limit: rowsAtOnce });
  const oldest = own.at(-1)?.id;
  const isEnd = own.length < rowsAtOnce;
  // Nobody leaves a group that is gone.
  const ended = own.find(({ action, status }) => action === "delete" && status !== "failure");
  const { rows, lookedTo } = await departuresOf(scope, groupId, {
    olderThan: ended?.id ?? olderThan,
    own,
    isEnd,
  });
  const readTo = lookedTo ?? (isEnd ? undefined : oldest);
  const merged = [...own.filter(({ id }) => lookedTo === undefined || id >= lookedTo), ...rows];
  return { rows: merged.sort((left, right) => (left.id < right.id ? 1 : -1)), readTo, isLong: lookedTo !== undefined };
}

async function timeline(
  scope: DirectoryScope,
  id: string,
  about: "User" | "Group",
  { olderThan, userName }: TimelineInput,
): Promise<Timeline> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(id)) return { entries: [], older: undefined, names: new Map() };
  const read = about === "User" ? personRows : groupRows;
  const records: TimelineRecord[] = [];
  let last = olderThan !== undefined && isUuid(olderThan) ? olderThan : undefined;
  let isEnd = false;
  let entries: TimelineEntry[] = [];
  // One entry more than are shown: then the last that is shown is whole.
  let longRounds = 0;
  for (
    let round = 0;
    !isEnd && entries.length <= entriesMax && round < roundsMax && longRounds < longRoundsMax;
    round += 1
  ) {
    const { rows, readTo, isLong } = await read(scope, id, { userName, olderThan: last });
    if (isLong) longRounds += 1;
    records.push(...rows);
    isEnd = readTo === undefined;
    last = readTo ?? last;
    entries = toEntries(records, { about, id });
  }
  const shown = entries.slice(0, entriesMax);
  const rows = shown.reduce((sum, { requests }) => sum + requests, 0);
  const isAll = shown.length === entries.length;
  const older = isAll ? (isEnd ? undefined : last) : records[rows - 1]?.id;
  const directory = await findDirectoryBy(db, scope, { id: scope.directoryId });
  if (directory === undefined) return { entries: [], older: undefined, names: new Map() };
  const profile = profileOf(directory.application, directory.settings);
  const definition = about === "User" ? profile.user : profile.group;
  const safe = shown.map((entry) => ({
    ...entry,
    changes: entry.changes.map((change) => shownChange(change, definition)),
  }));
  const names = await resourceNames(scope, [...new Set(safe.flatMap(namedIn))]);
  return { entries: safe, older, names: new Map(names.map((name) => [name.id, name])) };
}

/** A value that the schema never returns is not shown in its history either (RFC 7643 §2.2). */
function shownChange(change: TimelineChange, definition: ResourceDefinition): TimelineChange {
  return isNeverShown(definition, change.path) ? { path: change.path, isSecret: true } : change;
}

function isNeverShown(definition: ResourceDefinition, path: string): boolean {
  try {
    return attributeAt(definition, path)?.returned === "never";
  } catch {
    // A path of a schema that the directory no longer has, as it was written then.
    return false;
  }
}

/** Whom an entry names by id: members, and the people that reference attributes (the manager) lead to. */
function namedIn({ members, changes }: TimelineEntry): string[] {
  const referred = changes.flatMap(({ path, before, after }) =>
    path.endsWith("manager.value") ? [before, after].filter((id) => id !== undefined && isUuid(id)) : [],
  );
  return [...(members?.first.map(({ id }) => id) ?? []), ...referred.flatMap((id) => id ?? [])];
}
