import type { Mail } from "./mailer";
import { toMailBody } from "./mail-body";
import { mailLanguage, mailWords } from "./mail-words";

/** The mail that proves that mails arrive. `about`: whose notifications it is sent for; undefined: the operator asks. */
export function testMail(
  message: Pick<Mail, "id" | "to" | "date">,
  about: { readonly organization: string; readonly directory: string; readonly by: string } | undefined,
): Mail {
  const { t, language, instant } = mailWords(mailLanguage);
  const sent = { when: instant(message.date) };
  const text = about === undefined ? t("test.textOperator", sent) : t("test.text", { ...about, ...sent });
  const blocks = [
    { kind: "heading", text: t("test.title") },
    { kind: "text", text },
    { kind: "note", text: t("test.note") },
  ] as const;
  const subject = t("test.subject");
  return { ...message, subject, ...toMailBody({ title: subject, language, blocks }) };
}
