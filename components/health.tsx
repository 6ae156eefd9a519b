import { useTranslations } from "next-intl";
import { RelativeTime } from "./relative-time";
import type { HealthKind } from "./shell/shell-data";
import { Badge, Dot, type Tone } from "./ui/badge";

const tones: Record<HealthKind, Tone> = {
  off: "neutral",
  noToken: "neutral",
  waiting: "info",
  healthy: "success",
  failing: "warning",
};

/** The state of a directory in a dot; its word is for those who cannot see colour. */
export function HealthDot({ health }: { health: HealthKind }) {
  const t = useTranslations("health");
  return (
    <>
      <Dot tone={tones[health]} />
      <span className="sr-only">({t(`dot.${health}`)})</span>
    </>
  );
}

export interface HealthPillProps {
  health: HealthKind;
  /** Refused requests of the last hour. */
  recentFailures: number;
  lastRequestAt: Date | null;
}

/** The state of a directory with its reason. */
export function HealthPill({ health, recentFailures, lastRequestAt }: HealthPillProps) {
  const t = useTranslations("health");
  const tone = tones[health];
  const word = health === "failing" ? t("failing", { count: recentFailures }) : t(health);
  return (
    <Badge tone={tone}>
      <Dot tone={tone} />
      <span>
        {word}
        {lastRequestAt === null || health === "off" ? null : (
          <>
            {" · "}
            {t.rich("lastRequest", { when: () => <RelativeTime date={lastRequestAt} /> })}
          </>
        )}
      </span>
    </Badge>
  );
}
