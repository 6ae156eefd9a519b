import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { routes } from "@/lib/routes";
import { WebhookOff } from "./webhook-off";
import { whyTold } from "./why-told";

/**
 * The mail that says that a webhook was switched off: which one, why, what becomes of what waits for it, and the link where
 * it is switched on again.
 * @param baseUrl where the console is, without trailing slash
 */
export function webhookOffMail(
  { id, recipient, payload, createdAt }: TakenMessage,
  baseUrl: string,
  words: MailWords,
): Mail {
  const { t, language, instant, problemOf } = words;
  const { organization, directory, url, because, failingSince, problem, answer } = WebhookOff.parse(payload);
  const named = { directory: directory.name, organization: organization.name };
  const href = `${baseUrl}${routes.notifications(organization.slug, directory.slug)}#webhooks-title`;
  const subject = t("webhookOff.subject", named);
  const facts: (readonly [string, string])[] = [
    [t("directory"), `${directory.name}, ${organization.name}`],
    ...(because === "failing"
      ? [[t("webhookOff.failingSince"), instant(new Date(failingSince))] as const]
      : [[t("webhookOff.offSince"), instant(createdAt)] as const]),
    // 410 says itself what was wrong.
    ...(because === "gone" ? [] : [[t("webhookOff.problem"), problemOf(problem)] as const]),
    ...(answer === null ? [] : [[t("webhookOff.answer"), answer] as const]),
  ];
  const blocks = [
    { kind: "heading", text: t("webhookOff.title", named) },
    { kind: "text", text: t(`webhookOff.intro.${because}`, named) },
    { kind: "facts", title: url, facts, link: { label: t("webhookOff.link"), href } },
    { kind: "text", text: t("webhookOff.then") },
    whyTold(words, { organization, directory }, baseUrl),
  ] as const;
  return { id, to: recipient, date: createdAt, subject, ...toMailBody({ title: subject, language, blocks }) };
}
