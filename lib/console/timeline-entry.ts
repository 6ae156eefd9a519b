import type { TimelineRecord } from "@/lib/db/timeline";
import { codes } from "@/lib/insight/codes";
import { actions, statuses, type Action, type Status } from "@/lib/insight/provisioning-event";
import { asJsonObject } from "./as-json-object";
import { isDecision } from "./decision-event";

/** One attribute that changed; `before` or `after` is absent where there was or is no value. */
export interface TimelineChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** The schema says that it is never shown: only that it changed is told. */
  readonly isSecret?: boolean;
}

/** Somebody who joined or left the group of the timeline. */
export interface MovedMember {
  readonly id: string;
  readonly left: boolean;
  readonly at: Date;
  /** The log row. */
  readonly eventId: string;
}

/** Something that happened once, or several times in a row with nothing else between. */
export interface TimelineEntry {
  /** The log row: of several, the newest. */
  readonly id: string;
  readonly at: Date;
  /** Of several, when the first was. */
  readonly since: Date;
  /** How many log rows it is. */
  readonly requests: number;
  readonly action: Action;
  readonly status: Status;
  readonly code: string | null;
  /** What the client was told. */
  readonly detail: string | null;
  readonly isHeld: boolean;
  /** What it was about was called so then. */
  readonly name: string | null;
  readonly resourceType: "User" | "Group" | null;
  /** Who decided it in the console or on the command line; undefined: it was a request. */
  readonly decidedBy?: string;
  readonly credentialId: string | null;
  readonly changes: readonly TimelineChange[];
  /** In a person's timeline: the group that they joined or left. */
  readonly group?: { readonly id: string; readonly name: string | null; readonly left: boolean };
  /** In a group's timeline: members left because they were deleted, or are back because they were restored. */
  readonly because?: "deleted" | "restored";
  /** In a group's timeline: how many joined and left, and the first of them. */
  readonly members?: { readonly added: number; readonly removed: number; readonly first: readonly MovedMember[] };
}

/** A longer pause ends a burst: another cycle begins (ENTRA.md §7.8). */
export const burstPauseMs = 10 * 60 * 1000;

/** The person or group of a timeline. */
export interface TimelineSubject {
  readonly about: "User" | "Group";
  readonly id: string;
}

/** Members of one entry that are named. */
const membersNamedMax = 50;

/**
 * Log rows, the newest first, as what happened: the members of a burst of requests are one entry, and so is a refusal that
 * was repeated, or a request that had nothing to change.
 */
export function toEntries(records: readonly TimelineRecord[], subject: TimelineSubject): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let burst: string | undefined;
  for (const record of records) {
    const entry = toEntry(record, subject);
    const newer = entries.at(-1);
    const key = burstOf(entry);
    if (newer !== undefined && key !== undefined && key === burst && (isRepeated(entry) || isNear(entry, newer))) {
      entries[entries.length - 1] = joined(newer, entry);
    } else {
      entries.push(entry);
    }
    burst = key;
  }
  return entries;
}

/** What an entry has to have in common with its neighbour to be told together with it; undefined: it stands alone. */
function burstOf({ status, action, code, members, changes, credentialId, because }: TimelineEntry): string | undefined {
  if (status === "failure") return `failure ${action} ${code ?? ""}`;
  if (status === "skipped") return "skipped";
  return members !== undefined && changes.length === 0 ? `members ${because ?? ""} ${credentialId ?? ""}` : undefined;
}

/** However long ago: an identity provider tries again in every cycle. */
const isRepeated = ({ status }: TimelineEntry): boolean => status === "failure" || status === "skipped";

const isNear = (older: TimelineEntry, newer: TimelineEntry): boolean =>
  newer.since.getTime() - older.at.getTime() <= burstPauseMs;

function joined(newer: TimelineEntry, older: TimelineEntry): TimelineEntry {
  const members =
    newer.members === undefined || older.members === undefined
      ? newer.members
      : {
          added: newer.members.added + older.members.added,
          removed: newer.members.removed + older.members.removed,
          first:
            newer.members.first.length >= membersNamedMax
              ? newer.members.first
              : [...newer.members.first, ...older.members.first].slice(0, membersNamedMax),
        };
  return { ...newer, since: older.since, requests: newer.requests + older.requests, members };
}

function toEntry(record: TimelineRecord, { about, id: subjectId }: TimelineSubject): TimelineEntry {
  const { id, at, code, name, resourceId, credentialId } = record;
  const byHand = isDecision(record.method);
  const isOfMember = about === "Group" && resourceId !== null && resourceId !== subjectId;
  const isMembership = about === "User" && record.resourceType === "Group";
  return {
    id,
    at,
    since: at,
    requests: 1,
    action: actions.find((action) => action === record.action) ?? "other",
    status: statuses.find((status) => status === record.status) ?? "warning",
    code,
    detail: byHand ? null : record.detail,
    isHeld: code === codes.heldByBrake,
    name,
    resourceType: record.resourceType === "User" || record.resourceType === "Group" ? record.resourceType : null,
    decidedBy: byHand ? (record.detail ?? undefined) : undefined,
    credentialId,
    changes: listOf(record.changes).map(toChange),
    group: isMembership && resourceId !== null ? { id: resourceId, name, left: record.left } : undefined,
    because: isOfMember ? (record.action === "restore" ? "restored" : "deleted") : undefined,
    members: record.added === null && record.removed === null ? undefined : membersOf(record),
  };
}

function membersOf({ id, at, added, removed, addedIds, removedIds }: TimelineRecord): TimelineEntry["members"] {
  const moved = (ids: unknown, left: boolean): MovedMember[] =>
    listOf(ids).flatMap((each) => (typeof each === "string" ? [{ id: each, left, at, eventId: id }] : []));
  return {
    added: added ?? 0,
    removed: removed ?? 0,
    first: [...moved(addedIds, false), ...moved(removedIds, true)].slice(0, membersNamedMax),
  };
}

function toChange(value: unknown): TimelineChange {
  const { path, before, after } = asJsonObject(value);
  return { path: textOf(path) ?? "", before: textOf(before), after: textOf(after) };
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
