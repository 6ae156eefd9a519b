import { createFormatter, createTranslator } from "next-intl";
import { codeWordsOf } from "@/i18n/code-words";
import { findingValues, findingWords } from "@/i18n/finding-words";
import type { ToldFinding } from "@/i18n/finding-words";
import { languages } from "@/i18n/locales";
import type { Language } from "@/i18n/locales";
import { messagesByLanguage } from "@/i18n/messages-by-language";

type Provider = "entra" | "okta" | "other";

/** The language of mails. Their readers have said none; should they once, whoever calls mailWords knows it. */
export const mailLanguage: Language = languages[0];

/** How dates are written in a mail, whose reader's region nobody knows, where the language alone would not say it well. */
const regions: Partial<Record<Language, string>> = { en: "en-GB" };

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
export function mailWords(language: Language) {
  const locale = regions[language] ?? language;
  const messages = messagesByLanguage[language];
  const codeWords = codeWordsOf(messages, createTranslator({ locale, messages, namespace: "codes" }));
  const providers = createTranslator({ locale, messages, namespace: "provider.short" });
  const problemWords = createTranslator({ locale, messages, namespace: "notifications.problem" });
  const format = createFormatter({ locale, timeZone: "UTC" });
  const { dateTime } = format;
  const wording = { t: createTranslator({ locale, messages, namespace: "findings" }), codeWords, format };
  return {
    language,
    t: createTranslator({ locale, messages, namespace: "mail" }),
    /** The sentences of a finding, as pages say them. @param at now, or when it was over */
    finding: ({ kind, facts }: ToldFinding, provider: Provider, at: Date) =>
      findingWords(wording, kind, findingValues(wording, facts, providers(provider), at), provider),
    /** Why something could not be delivered. */
    problemOf: (problem: keyof (typeof messages)["notifications"]["problem"]) => problemWords(problem),
    /** "Saturday 5 December 2026 at 14:03 UTC" */
    instant: (date: Date) => dateTime(date, wholeInstant),
    /** "5 December 2026" */
    day: (date: Date) => dateTime(date, { day: "numeric", month: "long", year: "numeric" }),
  };
}

export type MailWords = ReturnType<typeof mailWords>;
