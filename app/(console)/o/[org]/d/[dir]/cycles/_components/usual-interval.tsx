import { useNow, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { useSpan } from "@/components/use-span";
import type { RhythmDto } from "@/lib/console/findings";

/** How often cycles come, and when the next one should. */
export function UsualInterval({ rhythm: { latest, usualMs } }: { rhythm: RhythmDto }) {
  const t = useTranslations("cycles");
  const span = useSpan();
  const now = useNow();
  if (usualMs === undefined || latest === undefined) return <Badge>{t("usualUnknown")}</Badge>;
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
