import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useSpan } from "@/components/use-span";
import type { FindingDto, RhythmDto } from "@/lib/console/findings";
import type { HealthDto } from "@/lib/console/health";
import { routes } from "@/lib/routes";
import { CycleProgressBar } from "./cycle-progress-bar";
import { useCycleSummary } from "./cycle-summary";
import { FindingItem } from "./finding-item";

export interface HealthCardProps {
  org: string;
  dir: string;
  directoryId: string;
  provider: "entra" | "okta" | "other";
  shortProvider: string;
  health: HealthDto;
  rhythm: RhythmDto;
  /** Those that the page does not tell otherwise. */
  findings: readonly FindingDto[];
  /** With those. */
  openCount: number;
  /** False for a role that may only look. */
  mayChange: boolean;
}

const shownMax = 3;

/** How the connection is, since when, its last cycle, and what is wrong with what to do. */
export function HealthCard(props: HealthCardProps) {
  const { org, dir, provider, shortProvider, health, findings, openCount } = props;
  const t = useTranslations("health");
  const key = textOf(health);
  const link = "text-accent-text rounded-sm text-[13px] underline-offset-4 hover:underline";
  return (
    <Card aria-labelledby="health-title">
      <CardHeader
        id="health-title"
        title={t("title")}
        aside={
          <span className="flex flex-wrap gap-x-4">
            <Link href={routes.health(org, dir)} className={link}>
              {t("allLink", { count: openCount })}
            </Link>
            <Link href={routes.cycles(org, dir)} className={link}>
              {t("cyclesLink")}
            </Link>
          </span>
        }
      />
      <CardBody className="grid gap-1">
        <p>
          {t(`text.${key}`, { provider: shortProvider })}{" "}
          <span className="text-muted">({t.rich("since", { when: () => <RelativeTime date={health.since} /> })})</span>
        </p>
        <Rhythm {...props} />
      </CardBody>
      {findings.length === 0 ? null : (
        <ul className="divide-y border-t">
          {findings.slice(0, shownMax).map((finding) => (
            <FindingItem key={finding.id} org={org} dir={dir} provider={provider} finding={finding} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Of these findings, nothing that was sent is missing. */
const harmless: ReadonlySet<HealthDto["kind"]> = new Set(["credentialEnds", "brake", "danglingManagers", "throttled"]);

function textOf({ state, kind }: HealthDto) {
  if (kind === "noCycle" || kind === "noSuccess") return kind;
  if (state !== "degraded") return state;
  return kind === "refusedAll" ? "refused" : harmless.has(kind) ? "attention" : state;
}

function Rhythm({ org, directoryId, provider, shortProvider, mayChange, rhythm }: HealthCardProps) {
  const { latest, usualMs, assigned } = rhythm;
  const t = useTranslations("health");
  const summaryOf = useCycleSummary();
  const span = useSpan();
  if (latest === undefined) return <p className="text-muted">{t("noCycleYet")}</p>;
  const summary = summaryOf(latest);
  const usual = usualMs === undefined ? null : <> · {t("usual", { interval: span(usualMs) })}</>;
  return (
    <>
      <p className="text-muted">
        {latest.ended === null
          ? t("runningCycle", { kind: latest.kind, summary })
          : t.rich("lastCycle", { when: () => <RelativeTime date={latest.began} />, summary })}
        {usual}
      </p>
      <CycleProgressBar
        organizationSlug={org}
        directoryId={directoryId}
        cycle={latest}
        assigned={assigned}
        provider={provider}
        shortProvider={shortProvider}
        mayChange={mayChange}
      />
    </>
  );
}
