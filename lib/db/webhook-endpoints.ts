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
  /** It switched itself off by answering 410. */
  readonly gone: boolean;
}

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
  gone: true,
} as const;

export async function insertWebhook(
  db: Database,
  { organizationId }: OrganizationScope,
  draft: Pick<WebhookRecord, "id" | "directoryId" | "url" | "createdBy"> & {
    readonly events: readonly string[];
    readonly secret: Uint8Array<ArrayBuffer>;
  },
): Promise<WebhookRecord> {
  return db.webhookEndpoint.create({
    data: { ...draft, events: [...draft.events], organizationId },
    select: columns,
  });
}

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

/** A directory's endpoints, the oldest first. */
export async function listWebhooks(db: Database, { organizationId, directoryId }: Place): Promise<WebhookRecord[]> {
  return db.webhookEndpoint.findMany({
    where: { organizationId, directoryId },
    select: columns,
    orderBy: { id: "asc" },
  });
}

export async function findWebhook(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
): Promise<WebhookRecord | undefined> {
  const row = await db.webhookEndpoint.findFirst({ where: { organizationId, directoryId, id }, select: columns });
  return row ?? undefined;
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
  return row ?? undefined;
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
  readonly gone?: boolean;
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

/** Off from now on, because it answered that it is gone. @returns whether it was on */
export async function switchOffGoneWebhook(
  db: Database,
  { organizationId, directoryId }: Place,
  id: string,
  at: Date,
): Promise<boolean> {
  const { count } = await db.webhookEndpoint.updateMany({
    where: { organizationId, directoryId, id, offSince: null },
    data: { offSince: at, gone: true },
  });
  return count > 0;
}
