import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { externalNames } from "@/lib/db/external-names";
import { findEventRecord, pageOfEvents, type EventListRecord } from "@/lib/db/console-logs";
import { listFacets } from "@/lib/db/log-facets";
import { resourceNames } from "@/lib/db/resource-names";
import { uuidTime } from "@/lib/db/uuid-time";
import { codes, entraErrorCode } from "@/lib/insight/codes";
import { actions, statuses, type Action, type Status } from "@/lib/insight/provisioning-event";
import { isDecision } from "./decision-event";
import { asJsonObject } from "./as-json-object";
import { eventSteps, type EventStep } from "./event-steps";
import { oldestKeptId } from "./log-retention";
import { modifiedTexts, type ModifiedProperty } from "./modified-texts";
import { namedManagerOf, type NamedManager } from "./named-manager";
import { decodeCursor, encodeCursor, isUuid, pageOf, searchText, type Page } from "./page";

export const resourceTypes = ["User", "Group"] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** One request, in the words of the log. */
export interface EventRow {
  /** Also the request id. */
  readonly id: string;
  readonly at: Date;
  readonly durationMs: number;
  readonly action: Action;
  readonly status: Status;
  readonly httpStatus: number;
  readonly resourceType: ResourceType | null;
  readonly resourceId: string | null;
  /** Whom or what it was about: displayName, userName or externalId, the first there is; else what the id is, or was, called. */
  readonly name: string | null;
  readonly userName: string | null;
  readonly externalId: string | null;
  readonly code: string | null;
  /** What Entra's own log calls the failure. */
  readonly entraCode: string | null;
  readonly credentialId: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly dialect: string | null;
  /** An admin or operator did it: no request. */
  readonly isDecision: boolean;
  /** The deprovision brake held it. */
  readonly isHeld: boolean;
  readonly scimType: string | null;
  /** What the client was told; of an admin's decision: who decided. */
  readonly detail: string | null;
  /** Paths of the first few modified properties. */
  readonly modifiedPaths: readonly string[];
  /** How many there are besides. */
  readonly modifiedMore: number;
  /** Members of a group who came and went. */
  readonly added: number;
  readonly removed: number;
}

export interface LogFilter {
  readonly statuses?: readonly Status[];
  readonly actions?: readonly Action[];
  readonly withoutReads?: boolean;
  readonly withoutSelfTests?: boolean;
  readonly resourceType?: ResourceType;
  readonly resourceId?: string;
  readonly credentialId?: string;
  /** MUSTER codes. */
  readonly codes?: readonly string[];
  readonly text?: string;
  readonly since?: Date;
  readonly until?: Date;
  /** Ids of the oldest and the newest row that may be among them: those of a cycle. */
  readonly firstId?: string;
  readonly lastId?: string;
  readonly after?: string;
  readonly before?: string;
  readonly limit?: number;
}

export interface EventRows extends Page<EventRow> {
  /** The search was given up at this time; `next` goes on with it. */
  readonly searchedTo?: Date;
}

/** A page of the provisioning log, the newest first. */
export async function listEvents(scope: DirectoryScope, filter: LogFilter): Promise<EventRows> {
  requirePermission(scope.actor, "directory:read");
  const kept = await oldestKeptId(scope, new Date());
  const page = await pageOfEvents(scope, {
    statuses: nonEmpty(filter.statuses),
    actions: nonEmpty(filter.actions),
    withoutReads: filter.withoutReads,
    withoutSelfTests: filter.withoutSelfTests,
    resourceType: filter.resourceType,
    resourceId: uuidOrNothing(filter.resourceId),
    credentialId: uuidOrNothing(filter.credentialId),
    codes: nonEmpty(filter.codes),
    text: searchText(filter.text),
    since: filter.since,
    until: filter.until,
    firstId: filter.firstId !== undefined && filter.firstId > kept ? filter.firstId : kept,
    lastId: filter.lastId,
    after: decodeCursor(filter.after, "uuid"),
    before: decodeCursor(filter.before, "uuid"),
    limit: filter.limit ?? 50,
  });
  const listed = pageOf(page, (row) => row.id, toRow);
  const rows = { ...listed, rows: await withNames(scope, listed.rows) };
  if (page.searchedTo === undefined) return rows;
  const [searchedTo, cursor] = [new Date(uuidTime(page.searchedTo)), encodeCursor(page.searchedTo)];
  return filter.before === undefined
    ? { ...rows, searchedTo, next: cursor }
    : { ...rows, searchedTo, previous: cursor };
}

/**
 * A request for somebody who is not here any more, or that was refused unread, says nothing but an id; a look-up by
 * externalId nothing but that.
 */
async function withNames<Row extends EventRow>(scope: DirectoryScope, rows: readonly Row[]): Promise<Row[]> {
  const nameless = rows.filter(({ name, externalId }) => name === null || name === externalId);
  const ids = new Set(nameless.flatMap(({ resourceId }) => resourceId ?? []));
  const external = new Map(
    nameless.flatMap(({ resourceId, resourceType: type, externalId }) =>
      resourceId !== null || type === null || externalId === null
        ? []
        : [[externalKey(type, externalId), { type, externalId }]],
    ),
  );
  const [byId, byExternalId] = await Promise.all([
    resourceNames(scope, [...ids]),
    externalNames(scope, [...external.values()]),
  ]);
  const names = new Map([
    ...byId.map(({ id, name }) => [id, name] as const),
    ...byExternalId.map(({ type, externalId, name }) => [externalKey(type, externalId), name] as const),
  ]);
  const nameOf = ({ name, resourceId, resourceType, externalId }: EventRow) =>
    names.get(resourceId ?? externalKey(resourceType, externalId)) ?? name;
  const isNameless = new Set<EventRow>(nameless);
  return rows.map((row) => (isNameless.has(row) ? { ...row, name: nameOf(row) } : row));
}

const externalKey = (type: ResourceType | null, externalId: string | null) => `${type} ${externalId}`;

/** What the person or group of an id is called, or was at last; undefined: nobody has it, as far as the log tells. */
export async function nameOfResource(scope: DirectoryScope, id: string): Promise<string | undefined> {
  requirePermission(scope.actor, "directory:read");
  const [named] = isUuid(id) ? await resourceNames(scope, [id]) : [];
  return named?.name;
}

/** The codes that rows of a directory's log have, in order. */
export async function listCodes(scope: DirectoryScope): Promise<string[]> {
  requirePermission(scope.actor, "directory:read");
  const facets = await listFacets(scope);
  return [...new Set(facets.flatMap(({ code }) => code ?? []))].sort();
}

export interface EventDto extends EventRow {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly modified: readonly ModifiedProperty[];
  readonly steps: readonly EventStep[];
  /** Of a row that gave somebody a manager who is, or was then, nobody here. */
  readonly manager: NamedManager | undefined;
}

/** One request with everything the log keeps of it but the bodies; undefined for anybody else's. */
export async function findEvent(scope: DirectoryScope, id: string): Promise<EventDto | undefined> {
  requirePermission(scope.actor, "directory:read");
  if (!isUuid(id) || id < (await oldestKeptId(scope, new Date()))) return undefined;
  const record = await findEventRecord(scope, id);
  if (record === null) return undefined;
  const modified = await modifiedTexts(scope, record.modified);
  const members = asJsonObject(
    listOf(record.modified).find((property) => asJsonObject(property)["path"] === "members"),
  );
  const row = {
    ...toRow({
      ...record,
      modifiedPaths: modified.map(({ path }) => path),
      modifiedCount: modified.length,
      added: countOf(members["added"]),
      removed: countOf(members["removed"]),
    }),
    method: record.method,
    path: record.path,
    query: record.query,
    modified,
    steps: eventSteps(record),
    manager: await namedManagerOf(scope, record),
  };
  const [named] = await withNames(scope, [row]);
  return named;
}

function toRow(record: EventListRecord): EventRow {
  const { id, at, durationMs, httpStatus, resourceId, userName, externalId, code, scimType, detail, credentialId } =
    record;
  const { ip, userAgent, dialect } = record;
  const modifiedPaths = listOf(record.modifiedPaths).flatMap((path) => (typeof path === "string" ? [path] : []));
  return {
    id,
    at,
    durationMs,
    action: actions.find((action) => action === record.action) ?? "other",
    status: statuses.find((status) => status === record.status) ?? "warning",
    httpStatus,
    resourceType: resourceTypes.find((type) => type === record.resourceType) ?? null,
    resourceId,
    name: record.displayName ?? userName ?? externalId,
    userName,
    externalId,
    code,
    entraCode: entraErrorCode(httpStatus) ?? null,
    credentialId,
    ip,
    userAgent,
    dialect,
    isDecision: isDecision(record.method),
    isHeld: code === codes.heldByBrake,
    scimType,
    detail,
    modifiedPaths,
    modifiedMore: Math.max(0, (record.modifiedCount ?? 0) - modifiedPaths.length),
    added: record.added ?? 0,
    removed: record.removed ?? 0,
  };
}

const countOf = (value: unknown): number => (typeof value === "number" ? value : 0);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const nonEmpty = <T>(list: readonly T[] | undefined) => (list === undefined || list.length === 0 ? undefined : list);

const uuidOrNothing = (id: string | undefined) => (id !== undefined && isUuid(id) ? id : undefined);
