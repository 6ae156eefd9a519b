import { getTranslations } from "next-intl/server";
import { Pager, type PagerProps } from "./ui/pager";

/** The pager of a list, in the console's words for the page before and the page after. */
export async function ListPager(hrefs: Pick<PagerProps, "previousHref" | "nextHref">) {
  const t = await getTranslations("common");
  return <Pager {...hrefs} label={t("pages")} previousLabel={t("previous")} nextLabel={t("next")} />;
}
