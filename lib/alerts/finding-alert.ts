import type { DirectoryScope } from "@/lib/auth/scope";
import { musterScope } from "@/lib/auth/muster";
import { findAlertSetting } from "@/lib/db/alert-settings";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { withdrawWaiting } from "@/lib/db/outbox";
import {
  findFailure,
  listDirectoriesToTell,
  listFindingsToTell,
  markTold,
  saveFailure,
  takeDirectoryToTell,
} from "@/lib/db/told-findings";
import type { FailingDirectory, ToldFindingRecord } from "@/lib/db/told-findings";
import { audienceOf, everyWay, tell } from "./audience";
import type { Listener, Ways } from "./audience";
import { decideTelling } from "./decide-telling";
import { eventTypes, failureKinds } from "./event-types";
import type { EventType } from "./event-types";
import { factsOf, failurePayload, placeOf } from "./failure";
import { recipientsOf } from "./recipients";
import { endedCodes } from "./remind";
import { defaultAlertSetting, toldKinds } from "./told-findings";

/** An end that could not be told for so long is told no more. */
const forgottenMs = 2 * 24 * 60 * 60 * 1000;

/**
 * Tells of the findings of all directories, by webhooks one by one and by e-mail as a failure (lib/alerts/decide-telling.ts).
 * Copies of Muster may do it at once: a directory is told of by one of them at a time, and what was told is written down in
 * the transaction that writes the messages.
 * @returns how many messages were written
 */
export async function tellOfFindings(at: Date = new Date(), ways: Ways = everyWay): Promise<number> {
  const since = new Date(at.getTime() - forgottenMs);
  let written = 0;
  for (const { organizationId, directoryId } of await listDirectoriesToTell(since)) {
    const scope = { ...musterScope(organizationId), directoryId };
    written += await db.$transaction((transaction) => tellOfDirectory(transaction, scope, at, ways));
  }
  return written;
}

/** Tells of one directory's findings within a transaction. @returns how many messages were written */
export async function tellOfDirectory(
  transaction: Database,
  scope: DirectoryScope,
  at: Date,
  ways: Ways,
): Promise<number> {
  const since = new Date(at.getTime() - forgottenMs);
  const place = await takeDirectoryToTell(transaction, scope);
  if (place === undefined) return 0;
  const ongoing = await findFailure(transaction, scope);
  const earliest = ongoing !== undefined && ongoing.startedAt < since ? ongoing.startedAt : since;
  const findings = await listFindingsToTell(transaction, scope, earliest);
  const setting = (await findAlertSetting(transaction, scope)) ?? defaultAlertSetting;
  const recipients = ways.mail && setting.failureMail ? await recipientsOf(transaction, scope) : [];
  const listeners = {
    opened: await audienceOf(transaction, scope, eventTypes.opened, { mail: false }),
    cleared: await audienceOf(transaction, scope, eventTypes.cleared, { mail: false }),
  };
  const telling = decideTelling({
    at,
    findings,
    isQuiet: (finding) => isQuiet(finding, setting.quietKinds),
    ongoing,
    mails: recipients.length > 0,
    webhooks: listeners.opened.length > 0,
  });

  let written = 0;
  const events: readonly (readonly [readonly ToldFindingRecord[], readonly Listener[], EventType])[] = [
    [telling.opened, listeners.opened, eventTypes.opened],
    [telling.cleared, listeners.cleared, eventTypes.cleared],
  ];
  for (const [which, audience, kind] of events) {
    for (const finding of which) {
      written += await tell(transaction, scope, audience, { kind, payload: eventPayload(place, finding), at });
    }
  }
  if (telling.mail) {
    const startedAt = telling.ongoing?.startedAt ?? ongoing?.startedAt ?? at;
    const audience = recipients.map((recipient) => ({ channel: "mail", recipient }) as const);
    const payload = failurePayload(place, startedAt, telling.mail.findings);
    // What an SMTP server that is down has not taken yet would come all at once, and its end before its beginning.
    await withdrawWaiting(transaction, scope, Object.values(failureKinds));
    written += await tell(transaction, scope, audience, { kind: failureKinds[telling.mail.phase], payload, at });
  }
  await markTold(transaction, scope, idsOf(telling.opened), { openToldAt: at });
  const over = [...telling.cleared, ...telling.resumed.map(({ former }) => former)];
  await markTold(transaction, scope, idsOf(over), { clearToldAt: at });
  for (const { finding, toldAt } of telling.resumed)
    await markTold(transaction, scope, [finding.id], { openToldAt: toldAt });
  if (telling.ongoing !== ongoing) await saveFailure(transaction, scope, telling.ongoing);
  return written;
}

const eventPayload = (place: FailingDirectory, finding: ToldFindingRecord) => ({
  ...placeOf(place),
  finding: factsOf(finding),
});

/** Also quiet is what an event and e-mail of its own tells (lib/alerts/remind.ts, lib/alerts/brake-alert.ts). */
function isQuiet({ kind, key }: ToldFindingRecord, quietKinds: readonly string[]): boolean {
  const isTold = toldKinds.some((told) => told === kind) && !quietKinds.includes(kind);
  return !isTold || (kind === "credentialRefused" && Object.values(endedCodes).some((code) => code === key));
}

const idsOf = (findings: readonly ToldFindingRecord[]): string[] => findings.map(({ id }) => id);
