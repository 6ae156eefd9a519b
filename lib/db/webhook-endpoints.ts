import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

/** An endpoint without its secrets. */
export interface WebhookRecord {
  readonly id: string;
  readonly directoryId: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Until then what is sent is signed with the secret before, too. */
  readonly previousUntil: Date | null;
  /** Null: on. */
  readonly offSince: Date | null;
  /** Why it switched itself off: it answered 410, or failed for days. Null: it is on, or somebody switched it off. */
  readonly offBecause: OffBecause | null;
  /** Since when every attempt has failed; null: the last one has not. */
  readonly failingSince: Date | null;
}

export type OffBecause = "gone" | "failing";

/** An endpoint with its secrets, sealed. */
export interface WebhookTarget extends WebhookRecord {
  readonly secret: Uint8Array;
  readonly previousSecret: Uint8Array | null;
}

const columns = {
  id: true,
  directoryId: true,
  url: true,
  events: true,
  createdAt: true,
  createdBy: true,
  previousUntil: true,
  offSince: true,
  offBecause: true,
  failingSince: true,
} as const;

export async function insertWebhook(
  db: Database,
  { organizationId }: OrganizationScope,
  draft: Pick<WebhookRecord, "id" | "directoryId" | "url" | "createdBy"> & {
    readonly events: readonly string[];
    readonly secret: Uint8Array<ArrayBuffer>;
  },
): Promise<WebhookRecord> {
  const row = await db.webhookEndpoint.create({
    data: { ...draft, events: [...draft.events], organizationId },
    select: columns,
  });
  return toRecord(row);
}

/** The database knows the reason as a text. */
function toRecord<Row extends { readonly offBecause: string | null }>(
  row: Row,
): Omit<Row, "offBecause"> & Pick<WebhookRecord, "offBecause"> {
  const { offBecause } = row;
  return { ...row, offBecause: offBecause === "gone" || offBecause === "failing" ? offBecause : null };
}

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

/** A directory's endpoints, the oldest first. */
export async function listWebhooks(db: Database, { organizationId, directoryId }: Place): Promise<WebhookRecord[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: { organizationId, directoryId },
    select: columns,
    orderBy: { id: "asc" },
  });
  return rows.map(toRecord);
}

export async function findWebhook(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
): Promise<WebhookRecord | undefined> {
  const row = await db.webhookEndpoint.findFirst({ where: { organizationId, directoryId, id }, select: columns });
  return row === null ? undefined : toRecord(row);
}

/** With what is needed to send to it. */
export async function findWebhookTarget(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
): Promise<WebhookTarget | undefined> {
  const row = await db.webhookEndpoint.findFirst({
    where: { organizationId, directoryId, id },
    select: { ...columns, secret: true, previousSecret: true },
  });
  return row === null ? undefined : toRecord(row);
}

/** The ids of a directory's endpoints that are on and get events of that type. */
export async function listWebhooksFor(
  db: Database,
  { organizationId, directoryId }: Place,
  event: string,
): Promise<string[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: { organizationId, directoryId, offSince: null, events: { has: event } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

export interface WebhookChange {
  readonly url?: string;
  readonly events?: readonly string[];
  readonly offSince?: Date | null;
  readonly offBecause?: OffBecause | null;
  readonly failingSince?: Date | null;
  readonly secret?: Uint8Array<ArrayBuffer>;
  readonly previousSecret?: Uint8Array<ArrayBuffer> | null;
  readonly previousUntil?: Date | null;
}

export async function updateWebhook(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
  { events, ...change }: WebhookChange,
): Promise<void> {
  const data = { ...change, ...(events !== undefined && { events: [...events] }) };
  await db.webhookEndpoint.updateMany({ where: { organizationId, directoryId, id }, data });
}

/** Removes an endpoint and what was, or was to be, delivered to it. */
export async function deleteWebhook(db: Database, place: Place, id: string): Promise<void> {
  const { organizationId, directoryId } = place;
  await db.outboxMessage.deleteMany({ where: { organizationId, directoryId, channel: "webhook", recipient: id } });
  await db.webhookEndpoint.deleteMany({ where: { organizationId, directoryId, id } });
}

/** Off from now on, by itself. @returns whether it was on: of several at once, one is told so */
export async function markWebhookOff(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
  { at, because }: { readonly at: Date; readonly because: OffBecause },
): Promise<boolean> {
  const { count } = await db.webhookEndpoint.updateMany({
    where: { organizationId, directoryId, id, offSince: null },
    data: { offSince: at, offBecause: because },
  });
  return count > 0;
}

/** It took something: whatever failed before is over. */
export async function noteWebhookSuccess(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
): Promise<void> {
  await db.webhookEndpoint.updateMany({
    where: { organizationId, directoryId, id, failingSince: { not: null } },
    data: { failingSince: null },
  });
}

/** It failed, not for the first time perhaps. @returns since when it fails; undefined: there is no such endpoint any more */
export async function noteWebhookFailure(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
  at: Date,
): Promise<Date | undefined> {
  const one = { organizationId, directoryId, id };
  await db.webhookEndpoint.updateMany({ where: { ...one, failingSince: null }, data: { failingSince: at } });
  const row = await db.webhookEndpoint.findFirst({ where: one, select: { failingSince: true } });
  return row?.failingSince ?? undefined;
}
