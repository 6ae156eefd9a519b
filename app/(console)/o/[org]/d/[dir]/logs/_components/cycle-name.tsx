import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/exact-time";
import type { EventCycle } from "@/lib/console/cycles";

/** In which cycle a request came. */
export function CycleName({ cycle }: { cycle: EventCycle | undefined }) {
  const t = useTranslations("cycles.kind");
  return cycle === undefined ? null : (
    <>
      <span className="block truncate">{t(cycle.kind)}</span>
      <ExactTime date={cycle.began} show="short" className="block truncate text-xs" />
    </>
  );
}
