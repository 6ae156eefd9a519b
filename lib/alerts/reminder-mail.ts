import { applications } from "@/lib/applications/applications";
import { daysUntil } from "@/lib/credentials/credential-end";
import { shortToken } from "@/lib/credentials/short-token";
import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailBlock } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { routes } from "@/lib/routes";
import { Reminder } from "./reminder";
import { whyTold } from "./why-told";

type Credential = Reminder["credentials"][number];

/**
 * The mail that reminds of an end: which credential, when, what happens then, and the link that replaces it. Never a secret.
 * @param baseUrl where the console is, without trailing slash
 */
export function reminderMail(
  { id, recipient, payload, createdAt }: TakenMessage,
  baseUrl: string,
  words: MailWords,
): Mail {
  const reminder = Reminder.parse(payload);
  const { t } = words;
  const { daysBefore, organization, directory, credentials } = reminder;
  const [first] = credentials;
  const named = {
    count: credentials.length,
    name: first?.name ?? "",
    directory: directory.name,
    provider: t(`provider.${directory.provider}`),
    days: first === undefined ? daysBefore : daysUntil(first.expiresAt, createdAt),
    date: first === undefined ? "" : words.day(first.expiresAt),
  };
  const has = daysBefore === 0 ? "expired" : "expiring";
  const place = { ...named, organization: organization.name, application: applications[directory.application].name };
  const blocks: MailBlock[] = [
    { kind: "heading", text: t(`${has}.title`, named) },
    { kind: "text", text: t(`${has}.intro`, place) },
    ...credentials.map((credential): MailBlock => aboutOne(credential, reminder, words, baseUrl, createdAt)),
    ...consequences(reminder).map((text): MailBlock => ({ kind: "text", text: t(text, place) })),
    whyTold(words, { organization, directory }, baseUrl),
  ];
  const subject = t(`${has}.subject`, named);
  const body = toMailBody({ title: subject, language: words.language, blocks });
  return { id, to: recipient, date: createdAt, subject, ...body };
}

/** What happens then: to what is in use, and to what never was. */
function consequences({ daysBefore, credentials }: Reminder) {
  if (daysBefore === 0) return ["expired.then"] as const;
  const isUnused = ({ lastUsedAt }: Credential) => lastUsedAt === null;
  if (credentials.every(isUnused)) return ["expiring.unused"] as const;
  return credentials.some(isUnused) ? (["expiring.then", "expiring.unused"] as const) : (["expiring.then"] as const);
}

function aboutOne(
  credential: Credential,
  { organization, directory }: Reminder,
  { t, instant }: MailWords,
  baseUrl: string,
  at: Date,
): MailBlock {
  const { kind, id, name, identifier, lastFour, expiresAt, lastUsedAt, refusedAt } = credential;
  const isToken = kind === "token";
  const short = isToken ? shortToken({ key: identifier, lastFour }) : `${identifier} …${lastFour}`;
  const ended = expiresAt <= at;
  const facts: (readonly [string, string])[] = [
    [t(isToken ? "token" : "secret"), short],
    [t("directory"), `${directory.name} (${applications[directory.application].name}), ${organization.name}`],
    [t(ended ? "ended" : "ends"), instant(expiresAt)],
    [t("lastUsed"), lastUsedAt === null ? t("neverUsed") : instant(lastUsedAt)],
    ...(refusedAt === null ? [] : [[t("refusedSince"), instant(refusedAt)] as const]),
  ];
  const query = isToken ? (ended ? undefined : { rotate: id }) : { secret: identifier };
  return {
    kind: "facts",
    title: name,
    facts,
    link: {
      label: t(isToken ? (ended ? "makeToken" : "rotate") : "makeSecret"),
      href: `${baseUrl}${routes.directory(organization.slug, directory.slug, query)}`,
    },
  };
}
