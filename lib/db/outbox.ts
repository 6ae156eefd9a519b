import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import type { JsonObject } from "@/lib/scim/json";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "./client";
import { db as anyOrganization } from "./client";

/**
 * How long a message is in the hands of the process that has taken it: longer than any channel waits for the other side.
 * Until then nobody else takes it.
 */
export const leaseMs = 5 * 60_000;

/** What is to be delivered to one recipient. */
export interface OutboxDraft {
  /** UUIDv7. */
  readonly id: string;
  readonly directoryId: string;
  readonly channel: string;
  readonly recipient: string;
  readonly kind: string;
  readonly payload: JsonObject;
  readonly createdAt: Date;
}

/** A message that this process has taken, and nobody else until its lease ends. */
export interface TakenMessage {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly kind: string;
  /** As stored; the channel reads it. */
  readonly payload: unknown;
  readonly createdAt: Date;
  /** With this one. */
  readonly attempts: number;
}

/** Call it with the transaction that decides to tell somebody: neither exists without the other. */
export async function insertOutboxMessages(
  db: Database,
  { organizationId }: OrganizationScope,
  drafts: readonly OutboxDraft[],
): Promise<void> {
  await db.outboxMessage.createMany({
    data: drafts.map(({ payload, ...draft }) => ({
      ...draft,
      organizationId,
      payload: { ...payload },
      nextAttemptAt: draft.createdAt,
    })),
  });
}

/**
 * Takes messages of these channels that are due, of any organization, for one process: no other gets them before
 * `leasedUntil`, when they are due again should that process have died. Materialized: as a part of the UPDATE's condition
 * the limit would hold for each time that a plan looks there, and some look there for each message.
 */
export async function claimDueMessages(
  channels: readonly string[],
  now: Date,
  leasedUntil: Date,
  limit: number,
): Promise<TakenMessage[]> {
  return anyOrganization.$queryRaw<TakenMessage[]>`
    WITH "due" AS MATERIALIZED (
      SELECT "directoryId", "id" FROM "OutboxMessage" WHERE "nextAttemptAt" <= ${now} AND "channel" = ANY(${channels}::text[])
      ORDER BY "nextAttemptAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE "OutboxMessage" m SET "nextAttemptAt" = ${leasedUntil}, "attempts" = m."attempts" + 1, "problem" = NULL
    FROM "due" WHERE m."directoryId" = "due"."directoryId" AND m."id" = "due"."id"
    RETURNING m."organizationId", m."directoryId", m."id", m."channel", m."recipient", m."kind", m."payload",
      m."createdAt", m."attempts"`;
}

/** What became of an attempt. Withdrawn: nobody wants it any more, and it is not kept. */
export type Attempt =
  | { readonly kind: "withdrawn" }
  | { readonly kind: "delivered"; readonly at: Date; readonly answer: string }
  | { readonly kind: "again"; readonly at: Date; readonly problem: string; readonly answer: string | undefined }
  | { readonly kind: "givenUp"; readonly at: Date; readonly problem: string; readonly answer: string | undefined };

/**
 * Writes what became of an attempt. A delivery is a fact, whoever did it; anything else is not written by a process whose
 * lease has ended and whose message another one has taken.
 */
export async function recordAttempt(
  { organizationId, directoryId, id, attempts }: TakenMessage,
  attempt: Attempt,
): Promise<void> {
  const mine = { organizationId, directoryId, id, deliveredAt: null };
  if (attempt.kind === "withdrawn") {
    await anyOrganization.outboxMessage.deleteMany({ where: { ...mine, attempts } });
    return;
  }
  const answer = attempt.answer ?? null;
  if (attempt.kind === "delivered") {
    const data = { deliveredAt: attempt.at, givenUpAt: null, nextAttemptAt: null, problem: null, answer };
    await anyOrganization.outboxMessage.updateMany({ where: mine, data });
    return;
  }
  const { problem, at } = attempt;
  const next = attempt.kind === "again" ? { nextAttemptAt: at } : { nextAttemptAt: null, givenUpAt: at };
  await anyOrganization.outboxMessage.updateMany({ where: { ...mine, attempts }, data: { ...next, problem, answer } });
}

type Place = Pick<DirectoryScope, "organizationId" | "directoryId">;

/** What was given up and is kept: what could not be delivered is not lost, but waits for somebody. */
export const dead = { deliveredAt: null, givenUpAt: { not: null } };

/** What waits for its first or next attempt. Whoever takes a message clears its problem, and writes one when it fails. */
const inNobodysHands = { nextAttemptAt: { not: null }, OR: [{ attempts: 0 }, { problem: { not: null } }] };

/** Which of what was given up; nothing: all of the directory's. */
export interface DeadMessages {
  readonly id?: string | undefined;
  /** Of that endpoint. */
  readonly webhookId?: string | undefined;
  /** What failed of that the last time. */
  readonly problem?: string;
  /** Those to one of them. */
  readonly recipients?: readonly string[];
  /** None of these kinds. */
  readonly exceptKinds?: readonly string[];
}

const whereDead = ({ organizationId, directoryId }: Place, which: DeadMessages): Prisma.OutboxMessageWhereInput => {
  const { id, webhookId, problem, recipients, exceptKinds } = which;
  return {
    organizationId,
    directoryId,
    ...dead,
    ...(id !== undefined && { id }),
    ...(problem !== undefined && { problem }),
    ...(exceptKinds !== undefined && { kind: { notIn: [...exceptKinds] } }),
    AND: [
      ...(webhookId === undefined ? [] : [{ channel: "webhook", recipient: webhookId }]),
      ...(recipients === undefined ? [] : [{ recipient: { in: [...recipients] } }]),
    ],
  };
};

/** Whether anything of that was given up. */
export const hasDead = async (db: Database, place: Place, which: DeadMessages): Promise<boolean> =>
  (await db.outboxMessage.findFirst({ where: whereDead(place, which), select: { id: true } })) !== null;

/**
 * Has what was given up delivered again, from `at` on, under the same id and with all attempts anew.
 * @returns how many: what was given up only
 */
export async function replayDead(db: Database, place: Place, which: DeadMessages, at: Date): Promise<number> {
  const { count } = await db.outboxMessage.updateMany({
    where: whereDead(place, which),
    data: { givenUpAt: null, attempts: 0, nextAttemptAt: at, problem: null, answer: null },
  });
  return count;
}

/**
 * Takes back mails of these kinds that still wait: a newer one says what they would have. What a process may have in hand
 * is left to it.
 */
export async function withdrawWaiting(
  db: Database,
  { organizationId, directoryId }: Place,
  kinds: readonly string[],
): Promise<void> {
  await db.outboxMessage.deleteMany({
    where: { organizationId, directoryId, channel: "mail", kind: { in: [...kinds] }, ...inNobodysHands },
  });
}

/** The words of lib/alerts/webhook-problem.ts for what an endpoint that is off did not get. */
export const parkedProblems = ["hookOff", "hookGone"];

/**
 * An endpoint is off: what waits for it is given up for now, so that nothing is tried. What a process may have in hand is
 * left to it.
 */
export async function parkMessages(
  db: Database,
  { organizationId, directoryId }: Place,
  webhookId: string,
  { problem, at }: { readonly problem: "hookOff" | "hookGone"; readonly at: Date },
): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { organizationId, directoryId, channel: "webhook", recipient: webhookId, ...inNobodysHands },
    data: { nextAttemptAt: null, givenUpAt: at, problem },
  });
}

/**
 * An endpoint is on again: what it did not get because it was off, and what waits for a later attempt, is due at once with
 * all attempts anew. What a process may have in hand is left to it, so nothing is sent twice.
 * @returns how many
 */
export async function resumeMessages(
  db: Database,
  { organizationId, directoryId }: Place,
  webhookId: string,
  at: Date,
): Promise<number> {
  const parked = { ...dead, problem: { in: parkedProblems } };
  const { count } = await db.outboxMessage.updateMany({
    where: {
      organizationId,
      directoryId,
      channel: "webhook",
      recipient: webhookId,
      OR: [parked, inNobodysHands],
    },
    data: { givenUpAt: null, attempts: 0, nextAttemptAt: at, problem: null, answer: null },
  });
  return count;
}

/** Forgets what is done and older than `before`. */
export async function forgetDeliveries(before: Date): Promise<number> {
  return anyOrganization.$executeRaw(
    Prisma.sql`DELETE FROM "OutboxMessage" WHERE "createdAt" < ${before} AND "nextAttemptAt" IS NULL`,
  );
}
