import { useFormatter, useNow, useTranslations } from "next-intl";
import { findingValues, findingWords } from "@/i18n/finding-words";
import type { FindingWords } from "@/i18n/finding-words";
import type { FindingFacts, FindingKind } from "@/lib/insight/finding";
import { useCodeWords } from "./use-code-words";

interface FindingWordsAndPill extends FindingWords {
  /** A few words, for the pill. */
  readonly short: string;
}

type Provider = "entra" | "okta" | "other";

interface ToldFinding {
  readonly kind: FindingKind;
  readonly facts: FindingFacts;
  /** Of one that is told of as past. */
  readonly clearedAt?: Date | null;
}

/** The sentences of findings of one directory. */
export function useFindingWords(provider: Provider) {
  const t = useTranslations("findings");
  const reasons = useTranslations("health.reason");
  const providers = useTranslations("provider.short");
  const wording = { t, codeWords: useCodeWords(), format: useFormatter() };
  const now = useNow();
  return ({ kind, facts, clearedAt }: ToldFinding): FindingWordsAndPill => {
    const values = findingValues(wording, facts, providers(provider), clearedAt ?? now);
    return { ...findingWords(wording, kind, values, provider), short: reasons(kind, values) };
  };
}
