import { applications } from "@/lib/applications/applications";
import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { routes } from "@/lib/routes";
import { BrakeAlert } from "./brake-alert";

/**
 * The mail that says that people wait for a decision: how many, since when, why, and the link where it is decided.
 * @param baseUrl where the console is, without trailing slash
 */
export function brakeMail(
  { id, recipient, payload, createdAt }: TakenMessage,
  baseUrl: string,
  { t, language, instant }: MailWords,
): Mail {
  const { organization, directory, trippedAt, allowed, held } = BrakeAlert.parse(payload);
  const application = applications[directory.application].name;
  const words = {
    count: held,
    allowed,
    directory: directory.name,
    organization: organization.name,
    application,
    provider: t(`provider.${directory.provider}`),
  };
  const subject = t("brake.subject", words);
  const blocks = [
    { kind: "heading", text: t("brake.title", words) },
    { kind: "text", text: t("brake.intro", words) },
    {
      kind: "facts",
      title: t("brake.held", words),
      facts: [
        [t("directory"), `${directory.name} (${application}), ${organization.name}`],
        [t("brake.since"), instant(trippedAt)],
      ],
      link: {
        label: t("brake.decide"),
        href: `${baseUrl}${routes.deprovisioning(organization.slug, directory.slug)}`,
      },
    },
    { kind: "text", text: t("brake.then", words) },
    {
      kind: "note",
      text: t("note", { ...words, url: `${baseUrl}${routes.notifications(organization.slug, directory.slug)}` }),
    },
  ] as const;
  return { id, to: recipient, date: createdAt, subject, ...toMailBody({ title: subject, language, blocks }) };
}
