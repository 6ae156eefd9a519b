import { claimDueMessages, leaseMs, recordAttempt } from "@/lib/db/outbox";
import type { Attempt, TakenMessage } from "@/lib/db/outbox";
import { log } from "@/lib/log";
import { MailError } from "@/lib/mail/mail-problem";
import { attemptsMax, nextAttempt } from "./back-off";
import { DeliveryError, Withdrawn } from "./delivery-error";

/** How many messages one process has in hand at once. */
const batch = 10;

/** Delivers a message by its channel. @returns what the other side answered; throws what went wrong */
export type Deliver = (message: TakenMessage, at: Date) => Promise<string>;

/** The channels that are set up, by name. A message of another one waits. */
export type Channels = ReadonlyMap<string, Deliver>;

export interface DeliverOptions {
  readonly clock?: () => Date;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Delivers every message that is due. Copies of Muster share the work: each message is taken by one of them, and by
 * another one when that did not say in time what became of it.
 *
 * Delivered is at least once: a process that dies after the other side took a message and before that was written down
 * has it sent again, with the same Message-ID or webhook-id, by which whoever cares knows it.
 *
 * @returns how many this process has delivered
 */
export async function deliverDue(
  channels: Channels,
  { clock = () => new Date(), random = Math.random }: DeliverOptions = {},
): Promise<number> {
  let delivered = 0;
  while (channels.size > 0) {
    // Anew each time: a lease that began with the first batch would be over for the last one, and others would take it too.
    const at = clock();
    const taken = await claimDueMessages([...channels.keys()], at, new Date(at.getTime() + leaseMs), batch);
    const attempts = await Promise.all(taken.map((message) => attempt(channels, message, at, random)));
    delivered += attempts.filter(({ kind }) => kind === "delivered").length;
    if (taken.length < batch) break;
  }
  return delivered;
}

async function attempt(channels: Channels, message: TakenMessage, at: Date, random: () => number): Promise<Attempt> {
  const outcome = await tryOnce(channels, message, at, random);
  await recordAttempt(message, outcome);
  if (outcome.kind === "givenUp") {
    const { id, directoryId, channel, kind } = message;
    log.error(
      { id, directoryId, channel, kind, problem: outcome.problem, answer: outcome.answer },
      "a message was given up",
    );
  }
  return outcome;
}

async function tryOnce(channels: Channels, message: TakenMessage, at: Date, random: () => number): Promise<Attempt> {
  const { attempts, channel } = message;
  const deliver = channels.get(channel);
  // Each attempt ended the process that made it.
  if (deliver === undefined || attempts > attemptsMax(channel))
    return { kind: "givenUp", at, problem: "interrupted", answer: undefined };
  try {
    return { kind: "delivered", at, answer: await deliver(message, at) };
  } catch (error) {
    if (error instanceof Withdrawn) {
      log.info({ id: message.id, channel, reason: error.message }, "a message is wanted no more");
      return { kind: "withdrawn" };
    }
    const { problem, answer, isFinal, notBefore } = explain(error);
    const next = isFinal ? undefined : later(nextAttempt(message, at, random), notBefore);
    log.warn({ err: error, id: message.id, channel, attempts, next }, "a message could not be delivered");
    return next === undefined ? { kind: "givenUp", at, problem, answer } : { kind: "again", at: next, problem, answer };
  }
}

/** An attempt that would come too early for the other side waits; there is not one more for it. */
const later = (next: Date | undefined, notBefore: Date | undefined): Date | undefined =>
  next !== undefined && notBefore !== undefined && notBefore > next ? notBefore : next;

function explain(error: unknown): Pick<DeliveryError, "problem" | "answer" | "isFinal" | "notBefore"> {
  if (error instanceof DeliveryError) return error;
  const { problem, answer, isFinal } =
    error instanceof MailError ? error : { problem: "other", answer: undefined, isFinal: false };
  return { problem, answer, isFinal, notBefore: undefined };
}
