import { useNow, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { useSpan } from "@/components/use-span";
import type { RhythmDto } from "@/lib/console/findings";

export interface UsualIntervalProps {
  readonly rhythm: RhythmDto;
  /** Others send when something changes: they need no habit. */
  readonly isEntra: boolean;
}

/** How often cycles come, and when the next one should. */
export function UsualInterval({ rhythm: { latest, usualMs }, isEntra }: UsualIntervalProps) {
  const t = useTranslations("cycles");
  const span = useSpan();
  const now = useNow();
  if (usualMs === undefined || latest === undefined) return isEntra ? <Badge>{t("usualUnknown")}</Badge> : null;
  const next = new Date(latest.began.getTime() + usualMs);
  return (
    <Badge tone="outline">
      <span>
        {t("usual", { interval: span(usualMs) })}
        {latest.ended === null ? null : (
          <>
            {" · "}
            {t.rich(next > now ? "next" : "overdue", { when: () => <RelativeTime date={next} /> })}
          </>
        )}
      </span>
    </Badge>
  );
}
