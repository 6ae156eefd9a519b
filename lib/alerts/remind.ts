import { musterScope } from "@/lib/auth/muster";
import { reminderDays, reminderDue } from "@/lib/credentials/credential-end";
import { db } from "@/lib/db/client";
import { insertReminders, listEnding } from "@/lib/db/ending-credentials";
import type { EndingCredential } from "@/lib/db/ending-credentials";
import { codes } from "@/lib/insight/codes";
import { audienceOf, everyWay, tell } from "./audience";
import type { Ways } from "./audience";
import { eventTypes } from "./event-types";
import { toPayload } from "./reminder";

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** What reaches the same threshold within that time is told in the same mail. */
const togetherMs = 12 * hourMs;

/** What of the log says that a credential was refused because it had ended. */
export const endedCodes = { token: codes.tokenExpired, secret: codes.secretEnded };

/**
 * Reminds of every token and client secret that has reached a threshold, of all organizations, and of each that has ended
 * and is still in use: one message to each recipient for each directory and threshold. Copies of Muster may do it at once;
 * each credential and threshold is told by one of them, once.
 * @param ways what is set up; what is told one way only is not told the other way later
 * @returns how many messages were written
 */
export async function remindOfEnds(at: Date = new Date(), ways: Ways = everyWay): Promise<number> {
  const until = new Date(at.getTime() + reminderDays[0] * dayMs + togetherMs);
  const ending = await listEnding({ now: at, until, codes: endedCodes });
  let written = 0;
  for (const group of groupsOf(ending, at)) written += await remind(group, at, ways);
  return written;
}

interface Group {
  readonly daysBefore: number;
  readonly credentials: readonly EndingCredential[];
}

/** By directory and threshold. */
function groupsOf(ending: readonly EndingCredential[], at: Date): Group[] {
  const soon = new Date(at.getTime() + togetherMs);
  const directories = new Map<string, EndingCredential[]>();
  for (const one of ending) directories.set(one.directoryId, [...(directories.get(one.directoryId) ?? []), one]);
  return [...directories.values()].flatMap((credentials) => {
    const live = credentials.filter(({ expiresAt }) => expiresAt > at);
    const expiring = reminderDays
      .filter((days) => live.some((one) => reminderDue(one, at) === days))
      .map((days) => ({
        daysBefore: days,
        credentials: live.filter((one) => reminderDue(one, at) === days || reminderDue(one, soon) === days),
      }));
    const refused = credentials.filter(({ refusedAt }) => refusedAt !== null);
    return refused.length === 0 ? expiring : [...expiring, { daysBefore: 0, credentials: refused }];
  });
}

async function remind({ daysBefore, credentials }: Group, at: Date, ways: Ways): Promise<number> {
  const [first] = credentials;
  if (first === undefined) return 0;
  const scope = { ...musterScope(first.organizationId), directoryId: first.directoryId };
  return db.$transaction(async (transaction) => {
    const kind = daysBefore === 0 ? eventTypes.expired : eventTypes.expiring;
    const audience = await audienceOf(transaction, scope, kind, ways);
    // Nobody to tell: whoever comes is told then.
    if (audience.length === 0) return 0;
    const untold = new Set(await insertReminders(transaction, scope, credentials, { daysBefore, at }));
    const told = credentials.filter(({ id }) => untold.has(id));
    if (told.length === 0) return 0;
    return tell(transaction, scope, audience, { kind, payload: toPayload(first, daysBefore, told), at });
  });
}
