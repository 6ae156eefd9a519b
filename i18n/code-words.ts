import type { Messages, useTranslations } from "next-intl";

export interface CodeWords {
  readonly title: string;
  readonly recommendation: string;
}

/** What a code of the log is called, and what to do about it; undefined for one that these messages do not have. */
export function codeWordsOf(
  { codes }: Pick<Messages, "codes">,
  t: ReturnType<typeof useTranslations<"codes">>,
): (code: string | null, provider: string) => CodeWords | undefined {
  return (code, provider) => {
    const known = Object.keys(codes).find((key): key is keyof typeof codes => key === code);
    if (known === undefined) return undefined;
    return { title: t(`${known}.title`), recommendation: t(`${known}.recommendation`, { provider }) };
  };
}
