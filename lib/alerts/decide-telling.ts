/**
 * Who is to be told what of a directory's findings, decided without looking at anything but what is given: each finding's
 * beginning and end goes to webhooks, while e-mail tells of the directory's failure as a whole. One mail when it begins,
 * one more when it becomes critical, one a day while it goes on, one when it is over.
 */
import type { Severity } from "@/lib/insight/finding";

const minuteMs = 60_000;
/** A finding is told once it has been there for so long. */
const gatherMs = 2 * minuteMs;
/** Its end is told once it has been gone for so long; what comes back before has never been away. */
const settleMs = 10 * minuteMs;
/** The same finding's beginning is told once in that time. */
const againMs = 60 * minuteMs;
const digestMs = 24 * 60 * minuteMs;

export interface AlertFinding {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly severity: Severity;
  /** When a survey saw it first. */
  readonly foundAt: Date;
  readonly clearedAt: Date | null;
  readonly openToldAt: Date | null;
  readonly clearToldAt: Date | null;
}

export interface OngoingFailure {
  readonly startedAt: Date;
  readonly severity: Severity;
  readonly mailedAt: Date;
}

export interface AlertSituation<Finding extends AlertFinding> {
  readonly at: Date;
  /** The open ones, and those that were told and have ended since the failure began, or of late. */
  readonly findings: readonly Finding[];
  readonly isQuiet: (finding: Finding) => boolean;
  /** The failure that people were told of by e-mail and that goes on. */
  readonly ongoing: OngoingFailure | undefined;
  /** Whether anybody is told of failures by e-mail, and by webhooks. */
  readonly mails: boolean;
  readonly webhooks: boolean;
}

export type MailPhase = "started" | "worse" | "going" | "over";

export interface Telling<Finding> {
  /** Whose beginning is told now. */
  readonly opened: readonly Finding[];
  /** Whose end is told now. */
  readonly cleared: readonly Finding[];
  /** What came back before its end was told: it goes on, told since then, and the former one ends unsaid. */
  readonly resumed: readonly { readonly finding: Finding; readonly former: Finding; readonly toldAt: Date }[];
  /** The mail that is due, and what it tells of. */
  readonly mail: { readonly phase: MailPhase; readonly findings: readonly Finding[] } | undefined;
  /** The failure that goes on from now. */
  readonly ongoing: OngoingFailure | undefined;
}

export function decideTelling<Finding extends AlertFinding>(situation: AlertSituation<Finding>): Telling<Finding> {
  const { at, findings, isQuiet, mails, webhooks } = situation;
  const open = findings.filter(({ clearedAt }) => clearedAt === null);
  const untoldEnds = findings.filter((one) => one.clearedAt !== null && one.openToldAt !== null && !one.clearToldAt);
  const told = open.filter((finding) => !isQuiet(finding));
  const ready = told.filter((finding) => finding.openToldAt === null && olderThan(finding.foundAt, gatherMs, at));

  const resumed = ready.flatMap((finding) => {
    const former = untoldEnds.find((one) => isSame(one, finding));
    const toldAt = former?.openToldAt;
    return former === undefined || !toldAt ? [] : [{ finding, former, toldAt }];
  });
  const isResumed = (finding: Finding) => resumed.some((one) => one.finding === finding);
  const wasToldOfLate = (finding: Finding) =>
    findings.some((one) => isSame(one, finding) && one.openToldAt !== null && !olderThan(one.openToldAt, againMs, at));
  const opened = mails || webhooks ? ready.filter((finding) => !isResumed(finding) && !wasToldOfLate(finding)) : [];
  const cleared = untoldEnds.filter(
    (finding) => olderThan(finding.clearedAt, settleMs, at) && !open.some((one) => isSame(one, finding)),
  );
  const known = told.filter((one) => one.openToldAt !== null || opened.includes(one) || isResumed(one));
  return { opened, cleared, resumed, ...decideMail(situation, told, known) };
}

/** @param told the open findings that are not quiet @param known those of them that are told by now */
function decideMail<Finding extends AlertFinding>(
  { at, findings, ongoing, mails }: AlertSituation<Finding>,
  told: readonly Finding[],
  known: readonly Finding[],
): Pick<Telling<Finding>, "mail" | "ongoing"> {
  if (!mails) return { mail: undefined, ongoing: undefined };
  const severity = known.some((finding) => finding.severity === "critical") ? "critical" : "warning";
  if (ongoing === undefined) {
    if (known.length === 0) return { mail: undefined, ongoing };
    return { mail: { phase: "started", findings: known }, ongoing: { startedAt: at, severity, mailedAt: at } };
  }
  if (told.length === 0) return end(findings, ongoing, at);
  const isWorse = severity === "critical" && ongoing.severity === "warning";
  if (known.length === 0 || (!isWorse && !olderThan(ongoing.mailedAt, digestMs, at)))
    return { mail: undefined, ongoing };
  const next = { ...ongoing, severity: isWorse ? severity : ongoing.severity, mailedAt: at };
  return { mail: { phase: isWorse ? "worse" : "going", findings: known }, ongoing: next };
}

/** Over, once nothing has come back for a while; without a word where nothing ended, but was only made quiet. */
function end<Finding extends AlertFinding>(
  findings: readonly Finding[],
  ongoing: OngoingFailure,
  at: Date,
): Pick<Telling<Finding>, "mail" | "ongoing"> {
  // A survey may have looked just before the mail was written, and have said so just after.
  const ended = findings.filter(
    ({ clearedAt, openToldAt }) =>
      clearedAt !== null && openToldAt !== null && (clearedAt >= ongoing.startedAt || openToldAt >= ongoing.startedAt),
  );
  if (ended.length === 0) return { mail: undefined, ongoing: undefined };
  const isCalm = ended.every(({ clearedAt }) => olderThan(clearedAt, settleMs, at));
  if (!isCalm) return { mail: undefined, ongoing };
  // What came and went several times is one thing that is over.
  const once = ended.filter((finding, index) => ended.findIndex((one) => isSame(one, finding)) === index);
  return { mail: { phase: "over", findings: once }, ongoing: undefined };
}

const isSame = (left: AlertFinding, right: AlertFinding): boolean => left.kind === right.kind && left.key === right.key;

const olderThan = (moment: Date | null, ageMs: number, at: Date): boolean =>
  moment !== null && at.getTime() - moment.getTime() >= ageMs;
