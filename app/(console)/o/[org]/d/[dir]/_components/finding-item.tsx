import { OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useFindingWords } from "@/components/use-finding-words";
import type { FindingDto } from "@/lib/console/findings";
import { findingLinks } from "./finding-links";

export interface FindingItemProps {
  org: string;
  dir: string;
  provider: "entra" | "okta" | "other";
  finding: FindingDto;
}

/** One thing that is wrong: what it means, what to do about it and where, since when, and its rows in the log. */
export function FindingItem({ org, dir, provider, finding }: FindingItemProps) {
  const t = useTranslations("findings");
  const { title, text, todo } = useFindingWords(provider)(finding);
  const isCritical = finding.severity === "critical";
  const Icon = isCritical ? OctagonAlert : TriangleAlert;
  const { logHref, logOf, place } = findingLinks(org, dir, finding);
  return (
    <li className="flex gap-3 p-4">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", isCritical ? "text-danger" : "text-warning")} />
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold break-words">
          <span className="sr-only">{t(`severity.${finding.severity}`)}: </span>
          {title}
        </h3>
        <p className="mt-0.5 break-words">
          {text}{" "}
          <span className="text-muted">({t.rich("since", { when: () => <RelativeTime date={finding.since} /> })})</span>
        </p>
        {todo === "" ? null : (
          <p className="bg-sunken mt-2 rounded-lg px-3 py-2 break-words">
            <span className="font-medium">{t("todo")}: </span>
            {todo}
          </p>
        )}
        <div className="mt-2.5 flex flex-wrap gap-2">
          {place === undefined ? null : (
            <Button asChild>
              <Link href={place.href}>{t(`places.${place.name}`)}</Link>
            </Button>
          )}
          {logHref === undefined ? null : (
            <Button asChild>
              {logOf === undefined ? (
                <Link href={logHref} aria-label={t("logNamed", { title })}>
                  {t("log")}
                </Link>
              ) : (
                <Link href={logHref}>{t("logOf", { name: logOf })}</Link>
              )}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}
