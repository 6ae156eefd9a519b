import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PortalLabel } from "@/lib/applications/guide-steps";
import type { GuideWords } from "./guide-links";

export interface PortalPathProps {
  place: "application" | "provider";
  path: readonly PortalLabel[];
  words: GuideWords;
}

/** Where a step is done: the labels of the portal, one after the other. */
export function PortalPath({ place, path, words }: PortalPathProps) {
  const t = useTranslations("guide");
  return (
    <p className="text-muted flex flex-wrap items-center gap-x-1 gap-y-0.5 text-[13px]">
      <span>{t(`where.${place}`, words)}</span>
      {path.map((label) => (
        <span key={label} className="text-foreground inline-flex items-center gap-1 font-medium">
          <ChevronRight aria-hidden className="text-faint size-3.5 shrink-0" />
          {t(`labels.${label}`, words)}
        </span>
      ))}
    </p>
  );
}
