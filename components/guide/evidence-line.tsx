import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import type { Evidence, GuideProvider } from "@/lib/applications/guide-steps";
import type { Sighting } from "@/lib/applications/setup-progress";
import { hrefOfSighting, type GuideLinks } from "./guide-links";
import { GuideLink } from "./guide-text";
import { useEvidenceText } from "./use-evidence-text";

export interface EvidenceLineProps {
  kind: Evidence;
  sighting: Sighting | undefined;
  provider: GuideProvider;
  links: GuideLinks;
}

/** One thing that a step waits for, or what was seen of it and when. */
export function EvidenceLine({ kind, sighting, provider, links }: EvidenceLineProps) {
  const t = useTranslations("guide");
  const textOf = useEvidenceText(provider);
  if (sighting === undefined) {
    return (
      <li className="text-muted flex items-center gap-2.5">
        <span aria-hidden className="grid size-4 shrink-0 place-items-center">
          <span className="bg-info size-2 animate-pulse rounded-full motion-reduce:animate-none" />
        </span>
        {t(`evidence.${kind}.todo`)}
      </li>
    );
  }
  const href = hrefOfSighting(links, sighting);
  const { at } = sighting;
  return (
    <li className="flex min-w-0 items-start gap-2.5">
      <Check aria-hidden className="text-success mt-0.5 size-4 shrink-0" strokeWidth={2.5} />
      <span className="min-w-0 break-words">
        {href === undefined ? textOf(kind, sighting) : <GuideLink href={href}>{textOf(kind, sighting)}</GuideLink>}
        {at === undefined ? null : (
          <span className="text-muted">
            {" "}
            <RelativeTime date={at} />
          </span>
        )}
      </span>
    </li>
  );
}
