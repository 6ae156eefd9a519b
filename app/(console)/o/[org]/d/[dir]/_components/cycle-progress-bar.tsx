import { useFormatter, useNow, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useSpan } from "@/components/use-span";
import { phases, type CycleRecord } from "@/lib/insight/cycle";
import { progressOf } from "@/lib/insight/cycle-progress";

/** How far an initial cycle has come: its phases, its rate, and an estimate where one can be made. Nothing for others. */
export function CycleProgressBar({ cycle, provider }: { cycle: CycleRecord; provider: string }) {
  const t = useTranslations("cycles");
  const format = useFormatter();
  const span = useSpan();
  const progress = progressOf(cycle, useNow());
  if (progress === undefined) return null;
  const { phase, share, perMinute, leftMs } = progress;
  const current = phases.indexOf(phase);
  const left =
    phase === "members"
      ? t("references")
      : leftMs === undefined
        ? t("leftUnknown", { provider })
        : t("left", { left: span(leftMs) });
  return (
    <div className="mt-2 grid gap-1.5">
      <ProgressBar
        label={t("progress")}
        valueText={share === undefined ? t(`phase.${phase}`) : format.number(share, { style: "percent" })}
        done={share === undefined ? 0 : Math.round(share * 100)}
        total={share === undefined ? 0 : 100}
      />
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
        {left}
      </p>
    </div>
  );
}
