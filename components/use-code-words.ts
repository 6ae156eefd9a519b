import { useMessages, useTranslations } from "next-intl";
import { codeWordsOf } from "@/i18n/code-words";

/** What a code of the log is called, and what to do about it; undefined for one that these messages do not have. */
export const useCodeWords = () => codeWordsOf(useMessages(), useTranslations("codes"));
