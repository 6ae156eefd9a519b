import { useFormatter, useNow, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useSpan } from "@/components/use-span";
import { phases, type CycleRecord } from "@/lib/insight/cycle";
import { progressOf, type CycleProgress } from "@/lib/insight/cycle-progress";
import { SayAssigned, type SayAssignedProps } from "./say-assigned";

export interface CycleProgressBarProps extends SayAssignedProps {
  readonly cycle: CycleRecord;
  /** False for a role that may only look. */
  readonly mayChange: boolean;
}

/**
 * How far an initial cycle has come: its phases, its rate, and an estimate where one can be made, for which an admin may say
 * how many there will be. Nothing for other cycles.
 */
export function CycleProgressBar({ cycle, mayChange, ...place }: CycleProgressBarProps) {
  const t = useTranslations("cycles");
  const format = useFormatter();
  const remainderOf = useRemainder(place.shortProvider);
  const now = useNow();
  const progress = progressOf(cycle, place.assigned, now);
  if (progress === undefined) return null;
  const { phase, share, perMinute } = progress;
  const percent = share === undefined ? undefined : format.number(share, { style: "percent" });
  const current = phases.indexOf(phase);
  return (
    <div className="mt-2 grid gap-1.5">
      <div className="flex items-center gap-3">
        <ProgressBar
          label={t("progress")}
          valueText={percent ?? t(`phase.${phase}`)}
          done={share === undefined ? 0 : Math.round(share * 100)}
          total={share === undefined ? 0 : 100}
          className="flex-1"
        />
        {percent === undefined ? null : (
          <span aria-hidden className="text-sm font-medium tabular-nums">
            {percent}
          </span>
        )}
      </div>
      <ol className="text-muted flex flex-wrap gap-x-4 text-[13px]">
        {phases.map((each, index) => (
          <li
            key={each}
            aria-current={each === phase ? "step" : undefined}
            className={cn(index === current && "text-foreground font-medium")}
          >
            {index + 1}. {t(`phase.${each}`)}
          </li>
        ))}
      </ol>
      <p className="text-muted text-[13px]">
        {t("soFar", {
          people: t("people", { count: cycle.users }),
          groups: t("groups", { count: cycle.groups }),
          rate: format.number(perMinute, { maximumSignificantDigits: 2 }),
        })}{" "}
        {remainderOf(progress, now)}
      </p>
      {mayChange && phase !== "members" ? (
        <div>
          <SayAssigned {...place} />
        </div>
      ) : null}
    </div>
  );
}

const soonMs = 60_000;
const dayMs = 24 * 60 * 60_000;

/** How long it will take still, and by what that is known. */
function useRemainder(provider: string) {
  const t = useTranslations("cycles");
  const format = useFormatter();
  const span = useSpan();
  return ({ phase, leftMs, surpassed, isSaid, atLeast }: CycleProgress, now: Date): string => {
    if (phase === "members") return t("references");
    if (surpassed !== undefined)
      return t(isSaid ? "surpassedSaid" : "surpassed", { phase, count: surpassed, provider });
    if (leftMs === undefined)
      return atLeast === undefined ? t("leftUnknown", { provider }) : t("leftAtLeast", { provider, count: atLeast });
    if (leftMs < soonMs) return t("leftSoon");
    const end = new Date(now.getTime() + leftMs);
    const time = format.dateTime(
      end,
      leftMs < dayMs / 2 ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
    );
    return t("left", { left: span(leftMs), time, basis: isSaid ? "said" : "before" });
  };
}
