import { TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { brokenChipClasses } from "@/components/ui/chip";
import { faultWords } from "../_data/fault-words";
import type { QueryFault } from "../_data/query-faults";

export interface UnreadFiltersProps {
  faults: readonly QueryFault[];
  /** Of the page. */
  path: string;
  /** The page with what could be read. */
  allHref: string;
}

/** Says which parts of the URL are no filters, so that nobody takes the rows below for what was asked. */
export function UnreadFilters({ faults, path, allHref }: UnreadFiltersProps) {
  const t = useTranslations("logs.unread");
  if (faults.length === 0) return null;
  return (
    <section
      aria-labelledby="unread-filters"
      className="bg-warning-soft rounded-card mb-4 flex flex-wrap items-start gap-3 px-4 py-3"
    >
      <TriangleAlert aria-hidden className="text-warning mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 flex-1 basis-60 gap-2">
        <div>
          <h2 id="unread-filters" className="text-warning font-semibold">
            {t("title", { count: faults.length })}
          </h2>
          <p>{t("text", { count: faults.length })}</p>
        </div>
        <ul className="grid gap-2">
          {faults.map((fault) => (
            <li key={`${fault.name} ${fault.reason.kind} ${fault.value}`} className="grid justify-items-start gap-1">
              <Link
                href={fault.without === "" ? path : `${path}?${fault.without}`}
                scroll={false}
                aria-label={t("remove", { part: `${fault.name}=${fault.value}` })}
                className={brokenChipClasses}
              >
                <span className="truncate">
                  {fault.name}={fault.value}
                </span>
                <X aria-hidden className="size-3.5 shrink-0" />
              </Link>
              <p className="text-[13px] break-words">{faultWords(t, fault)}</p>
            </li>
          ))}
        </ul>
      </div>
      {faults.length === 1 ? null : (
        <Button asChild>
          <Link href={allHref} scroll={false}>
            {t("removeAll")}
          </Link>
        </Button>
      )}
    </section>
  );
}
