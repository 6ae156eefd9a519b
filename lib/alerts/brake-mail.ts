import { applications } from "@/lib/applications/applications";
import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { routes } from "@/lib/routes";
import { BrakeAlert } from "./brake-alert";
import { whyTold } from "./why-told";

/**
 * The mail that says that people wait for a decision: how many, since when, why, and the link where it is decided.
 * @param baseUrl where the console is, without trailing slash
 */
export function brakeMail(
  { id, recipient, payload, createdAt }: TakenMessage,
  baseUrl: string,
  words: MailWords,
): Mail {
  const { t, language, instant } = words;
  const { organization, directory, trippedAt, allowed, held } = BrakeAlert.parse(payload);
  const application = applications[directory.application].name;
  const named = {
    count: held,
    allowed,
    directory: directory.name,
    organization: organization.name,
    application,
    provider: t(`provider.${directory.provider}`),
  };
  const subject = t("brake.subject", named);
  const blocks = [
    { kind: "heading", text: t("brake.title", named) },
    { kind: "text", text: t("brake.intro", named) },
    {
      kind: "facts",
      title: t("brake.held", named),
      facts: [
        [t("directory"), `${directory.name} (${application}), ${organization.name}`],
        [t("brake.since"), instant(trippedAt)],
      ],
      link: {
        label: t("brake.decide"),
        href: `${baseUrl}${routes.deprovisioning(organization.slug, directory.slug)}`,
      },
    },
    { kind: "text", text: t("brake.then", named) },
    whyTold(words, { organization, directory }, baseUrl),
  ] as const;
  return { id, to: recipient, date: createdAt, subject, ...toMailBody({ title: subject, language, blocks }) };
}
