import { useTranslations } from "next-intl";
import { shortestQuery } from "./use-directory-search";

export interface PaletteEmptyProps {
  query: string;
  /** The name of the one that is searched; undefined where none is open. */
  directory: string | undefined;
  pending: boolean;
  /** People and groups could not be searched. */
  failed: boolean;
}

/** That nothing is found, among what, and what to do then. */
export function PaletteEmpty({ query, directory, pending, failed }: PaletteEmptyProps) {
  const t = useTranslations("palette");
  if (pending) return <p className="text-muted px-4 py-8 text-center">{t("searching")}</p>;
  const isShort = query.length < shortestQuery;
  const next =
    directory === undefined
      ? t("emptyOutside")
      : failed
        ? t("emptyFailed", { directory })
        : isShort
          ? t("emptyShort", { directory })
          : t("emptyInside", { directory });
  return (
    <div className="px-4 pt-6 pb-4 text-center">
      <p className="font-medium break-words">{t("empty", { query })}</p>
      <p className="text-muted mt-1 text-balance break-words">{next}</p>
    </div>
  );
}
