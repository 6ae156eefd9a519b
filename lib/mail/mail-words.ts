import { createFormatter, createTranslator } from "next-intl";
import { languages } from "@/i18n/locales";
import type { Language } from "@/i18n/locales";
import { messagesByLanguage } from "@/i18n/messages-by-language";

/** How dates are written in a mail, whose reader's region nobody knows. */
const locales: Record<Language, string> = { en: "en-GB" };

const wholeInstant = {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const;

/** The texts and dates of mails outside any request: in UTC, which each date says. */
export function mailWords(language: Language = languages[0]) {
  const locale = locales[language];
  const messages = messagesByLanguage[language];
  const codeWords = createTranslator({ locale, messages, namespace: "codes" });
  const problemWords = createTranslator({ locale, messages, namespace: "notifications.problem" });
  const { dateTime, list } = createFormatter({ locale, timeZone: "UTC" });
  return {
    language,
    t: createTranslator({ locale, messages, namespace: "mail" }),
    /** What to do about one of our codes; undefined: it is none of ours. */
    advice: (code: string, provider: string) => {
      const known = Object.keys(messages.codes).find((key): key is keyof typeof messages.codes => key === code);
      return known === undefined ? undefined : codeWords(`${known}.recommendation`, { provider });
    },
    /** Why something could not be delivered. */
    problemOf: (problem: keyof (typeof messages)["notifications"]["problem"]) => problemWords(problem),
    /** "Ana Pérez, Bo and Chen" */
    list: (items: readonly string[]) => list([...items]),
    /** "Saturday 5 December 2026 at 14:03 UTC" */
    instant: (date: Date) => dateTime(date, wholeInstant),
    /** "5 December 2026" */
    day: (date: Date) => dateTime(date, { day: "numeric", month: "long", year: "numeric" }),
  };
}

export type MailWords = ReturnType<typeof mailWords>;
