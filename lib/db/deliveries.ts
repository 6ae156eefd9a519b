import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "./client";
import { keysetPage, statementOrder, type KeysetPage, type KeysetRequest } from "./keyset";
import { dead, parkedProblems } from "./outbox";

/** A message of the outbox, as people are told of it. */
export interface DeliveryRecord {
  readonly id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly givenUpAt: Date | null;
  readonly problem: string | null;
  readonly answer: string | null;
  /** As stored. */
  readonly payload: unknown;
}

/** What became of a message: it is to be sent, it was, or it was given up. */
export type DeliveryState = "waiting" | "delivered" | "failed";

export interface DeliveryFilter {
  readonly state?: DeliveryState | undefined;
  /** Those to that endpoint. */
  readonly webhookId?: string | undefined;
}

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

const inState = {
  waiting: { nextAttemptAt: { not: null } },
  delivered: { deliveredAt: { not: null } },
  failed: dead,
};

/** One page of a directory's messages, the newest first. The keys are their ids. */
export async function pageOfDeliveries(
  db: Database,
  { organizationId, directoryId }: Place,
  { state, webhookId, ...request }: KeysetRequest & DeliveryFilter,
): Promise<KeysetPage<DeliveryRecord>> {
  const order = statementOrder("desc", request);
  const key = request.after ?? request.before;
  const found = await db.outboxMessage.findMany({
    where: {
      organizationId,
      directoryId,
      ...(state !== undefined && inState[state]),
      ...(webhookId !== undefined && { channel: "webhook", recipient: webhookId }),
      ...(key !== undefined && { id: order === "asc" ? { gt: key } : { lt: key } }),
    },
    orderBy: { id: order },
    take: request.limit + 1,
    select: {
      id: true,
      channel: true,
      recipient: true,
      kind: true,
      createdAt: true,
      attempts: true,
      nextAttemptAt: true,
      deliveredAt: true,
      givenUpAt: true,
      problem: true,
      answer: true,
      payload: true,
    },
  });
  return keysetPage(found, request);
}

/** What of one kind was given up for one recipient. */
export interface DeadCount {
  readonly channel: string;
  readonly recipient: string;
  readonly kind: string;
  readonly count: number;
  /** Of these, what waits for the endpoint to be switched on. */
  readonly parked: number;
}

export async function countDead(db: Database, { organizationId, directoryId }: Place): Promise<DeadCount[]> {
  const groups = await db.outboxMessage.groupBy({
    by: ["channel", "recipient", "kind", "problem"],
    where: { organizationId, directoryId, ...dead },
    _count: true,
  });
  const counts = new Map<string, DeadCount>();
  for (const { channel, recipient, kind, problem, _count: more } of groups) {
    const key = `${channel} ${recipient} ${kind}`;
    const { count = 0, parked = 0 } = counts.get(key) ?? {};
    const isParked = problem !== null && parkedProblems.includes(problem);
    counts.set(key, { channel, recipient, kind, count: count + more, parked: parked + (isParked ? more : 0) });
  }
  return [...counts.values()];
}
