import { applications } from "@/lib/applications/applications";
import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailBlock } from "@/lib/mail/mail-body";
import { mailWords } from "@/lib/mail/mail-words";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { routes } from "@/lib/routes";
import { failureKinds } from "./event-types";
import { Failure } from "./failure";
import type { ToldFinding } from "./failure";
import { toldKinds } from "./told-findings";
import type { ToldKind } from "./told-findings";

/** So many people are named; of more, how many there are. */
const namesMax = 5;

/**
 * The mail of a failure that has begun, become critical, goes on, or is over: each finding with how many and who, its code,
 * what to do at the identity provider, and the link to its requests in the log.
 * @param baseUrl where the console is, without trailing slash
 */
export function failureMail({ id, recipient, kind, payload, createdAt }: TakenMessage, baseUrl: string): Mail {
  const { organization, directory, startedAt, findings, more } = Failure.parse(payload);
  const words = mailWords();
  const { t, language, instant } = words;
  const phase = (["started", "worse", "going", "over"] as const).find((one) => failureKinds[one] === kind) ?? "going";
  const provider = t(`provider.${directory.provider}`);
  const [first] = findings;
  const named = {
    directory: directory.name,
    organization: organization.name,
    application: applications[directory.application].name,
    provider,
    when: instant(new Date(Math.min(startedAt.getTime(), ...findings.map(({ since }) => since.getTime())))),
    first: first === undefined ? "" : titleOf(first, words, provider),
    others: Math.max(0, findings.length - 1) + more,
  };
  const subject = t(`failure.subject.${phase}`, named);
  const linkOf = (finding: ToldFinding) =>
    hasRequests(finding)
      ? {
          label: t("failure.log"),
          href: baseUrl + routes.logs(organization.slug, directory.slug, logFilterOf(finding)),
        }
      : { label: t("failure.health"), href: baseUrl + routes.health(organization.slug, directory.slug) };
  const blocks: MailBlock[] = [
    { kind: "heading", text: t(`failure.title.${phase}`, named) },
    { kind: "text", text: t(`failure.intro.${phase}`, named) },
    ...findings.map((finding): MailBlock => {
      const link = phase === "over" ? {} : { link: linkOf(finding) };
      return {
        kind: "facts",
        title: asSentence(titleOf(finding, words, provider)),
        facts: factsOf(finding, words, provider),
        ...link,
      };
    }),
    ...(more === 0 ? [] : [{ kind: "text", text: t("failure.more", { count: more }) } as const]),
    {
      kind: "note",
      text: t("note", { ...named, url: `${baseUrl}${routes.notifications(organization.slug, directory.slug)}` }),
    },
  ];
  return { id, to: recipient, date: createdAt, subject, ...toMailBody({ title: subject, language, blocks }) };
}

/** What is missing, or was answered as asked for, is no failure that the log could show. */
const hasRequests = ({ kind }: ToldFinding): boolean =>
  !["silent", "duplicateMatches", "lostMembers", "danglingManagers"].includes(kind);

/** The requests of a finding, as the log filters them. */
const logFilterOf = ({ facts: { code } }: ToldFinding) => ({ status: "failure", range: "30d", code });

/** The words that there are for it; those of a kind that is told otherwise are never asked for. */
const wordsOf = ({ kind }: ToldFinding): ToldKind => toldKinds.find((one) => one === kind) ?? "failing";

const sizeOf = ({ facts: { objects, users, count, names } }: ToldFinding): number =>
  objects ?? users ?? count ?? names?.length ?? 1;

const titleOf = (finding: ToldFinding, { t }: MailWords, provider: string): string =>
  t(`failure.kind.${wordsOf(finding)}.title`, { provider, count: sizeOf(finding) });

function factsOf(finding: ToldFinding, words: MailWords, provider: string): (readonly [string, string])[] {
  const { t, instant, list, advice } = words;
  const { since, clearedAt, facts } = finding;
  const { code, requests, names = [], lastRequestAt, usualMinutes } = facts;
  const named = names.slice(0, namesMax);
  const unnamed = sizeOf(finding) - named.length;
  const who = unnamed > 0 ? t("failure.whoMore", { names: named.join(", "), count: unnamed }) : list(named);
  const todo =
    (code === undefined ? undefined : advice(code, provider)) ??
    t(`failure.kind.${wordsOf(finding)}.todo`, { provider, minutes: usualMinutes ?? 40 });
  const all: (readonly [string, string] | undefined)[] = [
    [t("failure.since"), instant(since)],
    clearedAt === null ? undefined : [t("failure.until"), instant(clearedAt)],
    named.length === 0 ? undefined : [t("failure.who"), who],
    code === undefined ? undefined : [t("failure.code"), code],
    requests === undefined ? undefined : [t("failure.requests"), `${requests}`],
    lastRequestAt === undefined ? undefined : [t("failure.lastRequest"), instant(lastRequestAt)],
    clearedAt === null ? [t("failure.todo"), todo] : undefined,
  ];
  return all.filter((fact) => fact !== undefined);
}

/** A title begins with a small letter, because a subject goes on with it. */
const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
