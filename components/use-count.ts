import { useFormatter, useTranslations } from "next-intl";

/** Writes a number that is counted up to a limit: "10,000+" is more than that. */
export function useCount(most: number): (count: number) => string {
  const t = useTranslations("common");
  const format = useFormatter();
  return (count) => (count > most ? t("moreThan", { count: most }) : format.number(count));
}
