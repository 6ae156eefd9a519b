/** The languages that messages/ holds. The first is the one for readers of none of them. */
export const languages = ["en"] as const;
export type Language = (typeof languages)[number];

/**
 * The reader's locale out of an Accept-Language header (RFC 9110 §12.5.4): the most wanted tag whose language we have,
 * with its region kept, because dates and numbers follow the region ("en-GB" writes 3 May, "en-US" May 3).
 */
export function chooseLocale(acceptLanguage: string | null): { locale: string; language: Language } {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().split(";");
      const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith("q="));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ tag, quality }) => tag !== "" && tag !== "*" && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  for (const { tag } of wanted) {
    const language = languages.find((known) => tag.toLowerCase().split("-")[0] === known);
    if (language !== undefined && Intl.DateTimeFormat.supportedLocalesOf(safeTag(tag)).length > 0) {
      return { locale: tag, language };
    }
  }
  return { locale: languages[0], language: languages[0] };
}

function safeTag(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}
