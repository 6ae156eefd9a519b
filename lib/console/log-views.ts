import { uuidv7 } from "uuidv7";
import { requirePermission } from "@/lib/auth/permissions";
import type { Actor, DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { AuditEntry } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { lockSettings } from "@/lib/db/extensions";
import { changeLogView, deleteLogViewRow, findLogViewFor, insertLogView, listLogViewsFor } from "@/lib/db/log-views";
import type { LogViewRecord } from "@/lib/db/log-views";
import { logViewsMax } from "@/lib/inputs/log-view";
import type {
  LogViewInput,
  RenameLogViewInput,
  SaveLogViewInput,
  ShareLogViewInput,
  UpdateLogViewInput,
} from "@/lib/inputs/log-view";
import { notFound, Refusal, refuseFields } from "@/lib/inputs/refusal";
import { audited } from "./audited";

/** A named filter of a directory's log. */
export interface LogViewDto {
  readonly id: string;
  readonly name: string;
  /** Of the page's URL, without the question mark. */
  readonly query: string;
  /** Everybody who reads the log sees it; else only the admin whose it is. */
  readonly isShared: boolean;
}

const nameTaken = () => refuseFields({ name: "validation.viewNameTaken" });

/** An admin's own views of a directory's log and the shared ones, by name. */
export async function listLogViews(scope: DirectoryScope): Promise<LogViewDto[]> {
  requirePermission(scope.actor, "directory:read");
  return (await listLogViewsFor(db, scope, adminIdOf(scope.actor))).map(toDto);
}

/**
 * Saves a filter of the log under a name: for oneself, as whoever reads the log may, or shared.
 * @param isFilter whether the page would write such a query itself; nothing else is kept
 * @throws ForbiddenError, Refusal when the organization has no such directory, the query is no filter, or there are
 *   thirty such views or one of that name
 */
export async function saveLogView(
  scope: OrganizationScope,
  { directoryId, name, query, isShared }: SaveLogViewInput,
  isFilter: (query: string) => boolean,
): Promise<LogViewDto> {
  requirePermission(scope.actor, isShared ? "directory:update" : "directory:read");
  if (!isFilter(query)) throw new Refusal("errors.noLogFilter");
  const place = { ...scope, directoryId };
  const adminId = isShared ? null : requireAdminId(scope.actor);
  const view = { id: uuidv7(), adminId, name, query };
  return audited(
    scope,
    async (transaction) => {
      await requireRoom(transaction, place, adminId);
      await insertLogView(transaction, place, view);
      return { value: toDto(view), entry: entryOf("logView.save", directoryId, view) };
    },
    nameTaken(),
  );
}

/** @throws ForbiddenError, Refusal when they see no such view, or its owner has another of that name */
export async function renameLogView(
  scope: OrganizationScope,
  { directoryId, viewId, name }: RenameLogViewInput,
): Promise<LogViewDto> {
  const place = { ...scope, directoryId };
  return audited(
    scope,
    async (transaction) => {
      const before = await findChangeable(transaction, place, viewId);
      if (!(await changeLogView(transaction, place, before, { name }))) throw notFound();
      const entry = entryOf("logView.rename", directoryId, before, { to: name });
      return { value: toDto({ ...before, name }), entry };
    },
    nameTaken(),
  );
}

/**
 * Makes a view of one's own everybody's, or a shared one one's own: then nobody else has it any more.
 * @throws ForbiddenError, Refusal when they see no such view, or there are thirty such views or one of its name
 */
export async function shareLogView(
  scope: OrganizationScope,
  { directoryId, viewId, isShared }: ShareLogViewInput,
): Promise<LogViewDto> {
  requirePermission(scope.actor, "directory:update");
  const place = { ...scope, directoryId };
  const adminId = isShared ? null : requireAdminId(scope.actor);
  return audited(
    scope,
    async (transaction) => {
      const before = await findChangeable(transaction, place, viewId);
      if (before.adminId === adminId) return { value: toDto(before), entry: undefined };
      await requireRoom(transaction, place, adminId);
      if (!(await changeLogView(transaction, place, before, { adminId }))) throw notFound();
      const action = isShared ? "logView.share" : "logView.unshare";
      return {
        value: toDto({ ...before, adminId }),
        entry: entryOf(action, directoryId, { ...before, adminId: null }),
      };
    },
    new Refusal("errors.viewNameTaken"),
  );
}

/**
 * Has a view show another filter.
 * @param isFilter whether the page would write such a query itself; nothing else is kept
 * @throws ForbiddenError, Refusal when they see no such view, or the query is no filter
 */
export async function updateLogView(
  scope: OrganizationScope,
  { directoryId, viewId, query }: UpdateLogViewInput,
  isFilter: (query: string) => boolean,
): Promise<LogViewDto> {
  const place = { ...scope, directoryId };
  return audited(scope, async (transaction) => {
    const before = await findChangeable(transaction, place, viewId);
    if (!isFilter(query)) throw new Refusal("errors.noLogFilter");
    if (!(await changeLogView(transaction, place, before, { query }))) throw notFound();
    const entry = entryOf("logView.update", directoryId, before, { from: before.query, to: query });
    return { value: toDto({ ...before, query }), entry };
  });
}

/** @throws ForbiddenError, Refusal when they see no such view */
export async function deleteLogView(
  scope: OrganizationScope,
  { directoryId, viewId }: LogViewInput,
): Promise<LogViewDto> {
  const place = { ...scope, directoryId };
  return audited(scope, async (transaction) => {
    const before = await findChangeable(transaction, place, viewId);
    if (!(await deleteLogViewRow(transaction, place, before))) throw notFound();
    return { value: toDto(before), entry: entryOf("logView.delete", directoryId, before) };
  });
}

/** That an admin, or everybody (null), may have one more view. Holds on, so that two at once do not make thirty-one. */
async function requireRoom(transaction: Database, place: DirectoryScope, adminId: string | null): Promise<void> {
  if ((await lockSettings(transaction, place, place.directoryId)) === undefined) throw notFound();
  const views = await listLogViewsFor(transaction, place, adminIdOf(place.actor));
  if (views.filter((other) => other.adminId === adminId).length >= logViewsMax) {
    throw new Refusal("errors.tooManyViews");
  }
}

/** One's own, or a shared one if one may change those. Another's own is not there. */
async function findChangeable(transaction: Database, place: DirectoryScope, viewId: string): Promise<LogViewRecord> {
  requirePermission(place.actor, "directory:read");
  const view = await findLogViewFor(transaction, place, adminIdOf(place.actor), viewId);
  if (view === undefined) throw notFound();
  if (view.adminId === null) requirePermission(place.actor, "directory:update");
  return view;
}

const adminIdOf = (actor: Actor) => (actor.kind === "admin" ? actor.adminId : undefined);

/** An operator has no views of their own. */
function requireAdminId(actor: Actor): string {
  const adminId = adminIdOf(actor);
  if (adminId === undefined) throw new Refusal("errors.notAllowed");
  return adminId;
}

/** Of one's own views the audit log tells nothing: everybody in the organization reads it. */
function entryOf(
  action: string,
  directoryId: string,
  { id, adminId, name }: LogViewRecord,
  details: { readonly from?: string; readonly to?: string } = {},
): AuditEntry | undefined {
  return adminId === null ? { action, target: name, directoryId, details: { viewId: id, ...details } } : undefined;
}

function toDto({ adminId, ...view }: LogViewRecord): LogViewDto {
  return { ...view, isShared: adminId === null };
}
