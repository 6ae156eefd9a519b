import { uuidv7 } from "uuidv7";
import { credentialIdOf } from "@/lib/auth/scope";
import type { Actor, OrganizationScope } from "@/lib/auth/scope";
import type { JsonObject } from "@/lib/scim/json";
import type { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";
import { uuidFloor } from "./uuid-time";

export interface AuditEventRecord {
  readonly id: string;
  readonly at: Date;
  readonly directoryId: string | null;
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly details: unknown;
}

export interface AuditEntry {
  /** For instance "token.create". */
  readonly action: string;
  /** What it was done to, as a person names it. Never a secret. */
  readonly target?: string;
  readonly directoryId?: string;
  readonly details?: JsonObject;
}

/** Call it with the transaction of the change that it tells of. */
export async function insertAuditEvent(
  db: Database,
  { organizationId, actor }: OrganizationScope,
  { action, target, directoryId, details }: AuditEntry,
): Promise<void> {
  const event: Prisma.AuditEventUncheckedCreateInput = {
    organizationId,
    id: uuidv7(),
    action,
    target,
    directoryId,
    ...whoIs(actor),
  };
  const told = actor.kind === "guideLink" ? { ...details, guideLinkId: actor.linkId } : details;
  await db.auditEvent.create({
    data: told === undefined ? event : { ...event, details: toInput(told) },
    select: { id: true },
  });
}

/** Whether the same actor has left the same entry since a time. */
export async function hasRecentAuditEvent(
  db: Database,
  { organizationId, actor }: OrganizationScope,
  { action, target, directoryId }: Pick<AuditEntry, "action" | "target" | "directoryId">,
  since: Date,
): Promise<boolean> {
  const found = await db.auditEvent.findFirst({
    where: { organizationId, id: { gte: uuidFloor(since) }, ...whoIs(actor), action, target, directoryId },
    select: { id: true },
  });
  return found !== null;
}

function whoIs(actor: Actor): { actor: string; adminId?: string } {
  if (actor.kind === "admin") return { actor: actor.email, adminId: actor.adminId };
  if (actor.kind === "guideLink") return { actor: `setup link "${actor.label}"` };
  return { actor: [actor.kind, credentialIdOf(actor)].filter(Boolean).join(" ") };
}

/** One page of an organization's events, the newest first, before an id of the former page. */
export async function listAuditEventsOf(
  db: Database,
  { organizationId }: OrganizationScope,
  page: { readonly before?: string; readonly limit: number },
): Promise<AuditEventRecord[]> {
  return db.auditEvent.findMany({
    where: { organizationId, ...(page.before !== undefined && { id: { lt: page.before } }) },
    orderBy: { id: "desc" },
    take: page.limit,
    select: { id: true, at: true, directoryId: true, actor: true, action: true, target: true, details: true },
  });
}

/** Prisma wants mutable JSON types; a copy is one, and drops undefined as JSON does. */
function toInput(details: JsonObject): Prisma.InputJsonObject {
  const parsed: Prisma.InputJsonObject = JSON.parse(JSON.stringify(details));
  return parsed;
}
