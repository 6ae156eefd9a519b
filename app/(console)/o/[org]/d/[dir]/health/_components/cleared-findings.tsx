import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { useFindingWords } from "@/components/use-finding-words";
import { useSpan } from "@/components/use-span";
import type { FindingDto } from "@/lib/console/findings";

export interface ClearedFindingsProps {
  findings: readonly FindingDto[];
  provider: "entra" | "okta" | "other";
}

/** What was wrong and is true no longer: when that was, and for how long. */
export function ClearedFindings({ findings, provider }: ClearedFindingsProps) {
  const t = useTranslations("findings");
  const span = useSpan();
  const wordsOf = useFindingWords(provider);
  return (
    <ul className="divide-y">
      {findings.map((finding) => {
        const { clearedAt, since } = finding;
        if (clearedAt === null) return null;
        return (
          <li key={finding.id} className="flex gap-3 px-4 py-2.5">
            <Check aria-hidden className="text-success mt-0.5 size-4 shrink-0" />
            <div className="min-w-0 flex-1 break-words sm:flex sm:flex-wrap sm:items-baseline sm:justify-between sm:gap-x-4">
              <span>{wordsOf(finding).title}</span>
              <span className="text-muted block text-[13px]">
                {t.rich("clearedAt", { when: () => <RelativeTime date={clearedAt} /> })}
                {" · "}
                {t("lasted", { duration: span(clearedAt.getTime() - since.getTime()) })}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
