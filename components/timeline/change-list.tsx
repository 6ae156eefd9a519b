import { useTranslations } from "next-intl";
import Link from "next/link";
import { shortPath, useAttributeName } from "@/components/use-attribute-name";
import type { Timeline } from "@/lib/console/timeline";
import type { TimelineChange, TimelineEntry } from "@/lib/console/timeline-entry";

/** More changes than these wait behind a summary. */
const openMax = 6;

export interface ChangeListProps {
  readonly entry: TimelineEntry;
  readonly names: Timeline["names"];
  readonly hrefOf: (userId: string) => string;
}

/** Attribute by attribute, the value before and the value after. Of who came or went, on demand. */
export function ChangeList({ entry, names, hrefOf }: ChangeListProps) {
  const t = useTranslations("timeline");
  const { changes, action } = entry;
  const list = <Changes changes={changes} names={names} hrefOf={hrefOf} />;
  if (changes.length <= openMax && action !== "create" && action !== "delete") return list;
  return (
    <details>
      <summary className="text-muted w-fit cursor-pointer rounded-sm text-[13px]">
        {t("attributes", { count: changes.length })}
      </summary>
      <div className="mt-2">{list}</div>
    </details>
  );
}

function Changes({ changes, names, hrefOf }: Omit<ChangeListProps, "entry"> & { changes: readonly TimelineChange[] }) {
  const t = useTranslations("timeline");
  const common = useTranslations("common");
  const attributeName = useAttributeName();
  const value = (text: string) => {
    if (text === "true" || text === "false") return common(text === "true" ? "yes" : "no");
    const named = names.get(text);
    if (named === undefined) return text;
    return (
      <Link href={hrefOf(text)} className="rounded-sm underline underline-offset-4">
        {named.name}
      </Link>
    );
  };
  return (
    <ul className="grid gap-1.5 text-[13px]">
      {changes.map(({ path, before, after, isSecret }, index) => (
        <li key={`${path}-${index}`} className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <span className="text-muted break-words" title={shortPath(path)}>
            {attributeName(path)}
          </span>
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 gap-y-1">
            {isSecret === true ? (
              <span className="text-muted">{t("secret")}</span>
            ) : (
              <>
                {before === undefined ? null : (
                  <del className="bg-danger-soft text-danger max-w-full rounded-sm px-1 break-words">
                    <span className="sr-only">{t("before")} </span>
                    {value(before)}
                  </del>
                )}
                {before === undefined || after === undefined ? null : (
                  <span aria-hidden className="text-muted">
                    →
                  </span>
                )}
                {after === undefined ? (
                  <span className="text-muted">{t("noValue")}</span>
                ) : (
                  <ins className="bg-success-soft text-success max-w-full rounded-sm px-1 break-words no-underline">
                    <span className="sr-only">{t("after")} </span>
                    {value(after)}
                  </ins>
                )}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
