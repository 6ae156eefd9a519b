import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { ReportedCase, ReportedGroup } from "@/lib/entra/conformance/report";
import { useGroupTitle } from "../_data/group-title";
import { CaseItem } from "./case-item";

export interface CaseGroupsProps {
  organizationSlug: string;
  directoryId: string;
  runId: string;
  groups: readonly ReportedGroup[];
  /** Those to be shown; a group without any is left out. */
  cases: readonly ReportedCase[];
}

/** What failed stands first, as in the report. */
const order = { failed: 0, passed: 1, skipped: 2 } as const;

/** The cases by where they come from. A group in which something failed is open. */
export function CaseGroups({ organizationSlug, directoryId, runId, groups, cases }: CaseGroupsProps) {
  const t = useTranslations("conformance");
  const titleOf = useGroupTitle();
  const shown = groups
    .map((group) => {
      const own = cases.filter((played) => played.group === group.id);
      return { ...group, cases: own.toSorted((left, right) => order[left.outcome] - order[right.outcome]) };
    })
    .filter((group) => group.cases.length > 0);
  return (
    <Card aria-label={t("groups")} className="divide-y">
      {shown.map((group) => (
        <details key={group.id} open={group.failed > 0} className="group/cases">
          <summary className="hover:bg-hover flex min-h-12 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden
              className="text-muted size-4 shrink-0 transition-transform group-open/cases:rotate-90"
            />
            <span className="min-w-0 flex-1 basis-40 font-medium break-words">{titleOf(group.id, group.title)}</span>
            {group.failed === 0 ? null : <Badge tone="danger">{t("failedCount", { count: group.failed })}</Badge>}
            <Badge tone={group.failed === 0 && group.passed > 0 ? "success" : "neutral"}>
              {t("passedOf", { passed: group.passed, played: group.passed + group.failed })}
            </Badge>
          </summary>
          <ul className="divide-y border-t">
            {group.cases.map((played) => (
              <CaseItem
                key={played.id}
                organizationSlug={organizationSlug}
                directoryId={directoryId}
                runId={runId}
                played={played}
              />
            ))}
          </ul>
        </details>
      ))}
    </Card>
  );
}
