import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/components/ui/cn";
import type { TrialRunDto } from "@/lib/console/trial-runs";

export interface RunHistoryProps {
  /** The newest first. */
  runs: readonly TrialRunDto[];
  shownId: string | undefined;
  hrefOf: (runId: string) => string;
}

/** The runs that are kept, each leading to its report. */
export function RunHistory({ runs, shownId, hrefOf }: RunHistoryProps) {
  const t = useTranslations("conformance");
  return (
    <Card aria-labelledby="history-title">
      <CardHeader id="history-title" title={t("historyTitle")} />
      <Table label={t("historyTitle")}>
        <TableHead>
          <TableHeader>{t("historyWhen")}</TableHeader>
          <TableHeader>{t("historyResult")}</TableHeader>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id} className={cn(run.id === shownId && "bg-accent-soft hover:bg-accent-soft")}>
              <TableCell>
                <RowLink href={hrefOf(run.id)} aria-current={run.id === shownId ? "true" : undefined}>
                  <RelativeTime date={run.startedAt} />
                </RowLink>
              </TableCell>
              <TableCell>
                <RunResult run={run} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

const tones: Record<TrialRunDto["state"], Tone> = {
  queued: "info",
  running: "info",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
  lost: "warning",
};

function RunResult({ run: { state, summary } }: { run: TrialRunDto }) {
  const t = useTranslations("conformance");
  const { passed, failed } = summary;
  if (state !== "done" || typeof passed !== "number" || typeof failed !== "number") {
    return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
  }
  return (
    <Badge tone={failed === 0 ? "success" : "danger"}>
      {failed === 0 ? t("allPassedShort", { passed }) : t("failedCount", { count: failed })}
    </Badge>
  );
}
