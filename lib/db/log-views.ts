import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "./client";

export interface LogViewRecord {
  readonly id: string;
  /** Whose it is; null: shared. */
  readonly adminId: string | null;
  readonly name: string;
  /** Of the page's URL, without the question mark. */
  readonly query: string;
}

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

const columns = { id: true, adminId: true, name: true, query: true } as const;

/** The shared ones, and those of an admin if one is given. */
const seenBy = (adminId: string | undefined) => ({
  OR: [{ adminId: null }, ...(adminId === undefined ? [] : [{ adminId }])],
});

/** What an admin sees of a directory's views, by name. */
export async function listLogViewsFor(
  db: Database,
  { organizationId, directoryId }: Place,
  adminId: string | undefined,
): Promise<LogViewRecord[]> {
  return db.logView.findMany({
    where: { organizationId, directoryId, ...seenBy(adminId) },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}

/** A view that an admin sees. */
export async function findLogViewFor(
  db: Database,
  { organizationId, directoryId }: Place,
  adminId: string | undefined,
  id: string,
): Promise<LogViewRecord | undefined> {
  const where = { organizationId, directoryId, id, ...seenBy(adminId) };
  return (await db.logView.findFirst({ where, select: columns })) ?? undefined;
}

/** Fails with a unique violation when its owner has one of that name (unique-error.ts). */
export async function insertLogView(
  db: Database,
  { organizationId, directoryId }: Place,
  view: LogViewRecord,
): Promise<void> {
  await db.logView.create({ data: { ...view, organizationId, directoryId }, select: { id: true } });
}

type Held = Pick<LogViewRecord, "id" | "adminId">;

/**
 * Changes a view that is still whose it was; false when it is not. Fails with a unique violation when its owner has
 * another of that name (unique-error.ts).
 */
export async function changeLogView(
  db: Database,
  { organizationId, directoryId }: Place,
  { id, adminId }: Held,
  data: Partial<Omit<LogViewRecord, "id">>,
): Promise<boolean> {
  const { count } = await db.logView.updateMany({ where: { organizationId, directoryId, id, adminId }, data });
  return count === 1;
}

/** Deletes a view that is still whose it was; false when it is not. */
export async function deleteLogViewRow(
  db: Database,
  { organizationId, directoryId }: Place,
  { id, adminId }: Held,
): Promise<boolean> {
  const { count } = await db.logView.deleteMany({ where: { organizationId, directoryId, id, adminId } });
  return count === 1;
}
