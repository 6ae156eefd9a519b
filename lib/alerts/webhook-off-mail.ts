import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { routes } from "@/lib/routes";
import { WebhookOff } from "./webhook-off";

/**
 * The mail that says that a webhook was switched off: which one, why, what becomes of what waits for it, and the link where
 * it is switched on again.
 * @param baseUrl where the console is, without trailing slash
 */
export function webhookOffMail(
  { id, recipient, payload, createdAt }: TakenMessage,
  baseUrl: string,
  { t, language, instant, problemOf }: MailWords,
): Mail {
  const { organization, directory, url, because, failingSince, problem, answer } = WebhookOff.parse(payload);
  const words = { directory: directory.name, organization: organization.name };
  const page = `${baseUrl}${routes.notifications(organization.slug, directory.slug)}`;
  const subject = t("webhookOff.subject", words);
  const facts: (readonly [string, string])[] = [
    [t("directory"), `${directory.name}, ${organization.name}`],
    ...(because === "failing"
      ? [[t("webhookOff.failingSince"), instant(new Date(failingSince))] as const]
      : [[t("webhookOff.offSince"), instant(createdAt)] as const]),
    [t("webhookOff.problem"), problemOf(problem)],
    ...(answer === null ? [] : [[t("webhookOff.answer"), answer] as const]),
  ];
  const blocks = [
    { kind: "heading", text: t("webhookOff.title", words) },
    { kind: "text", text: t(`webhookOff.intro.${because}`, words) },
    { kind: "facts", title: url, facts, link: { label: t("webhookOff.link"), href: page } },
    { kind: "text", text: t("webhookOff.then") },
    { kind: "note", text: t("note", { ...words, url: page }) },
  ] as const;
  return { id, to: recipient, date: createdAt, subject, ...toMailBody({ title: subject, language, blocks }) };
}
