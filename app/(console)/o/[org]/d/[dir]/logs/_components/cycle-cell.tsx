import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/exact-time";
import { TableCell } from "@/components/ui/table";
import type { EventCycle } from "@/lib/console/cycles";

/** In which cycle a request came. */
export function CycleCell({ cycle }: { cycle: EventCycle | undefined }) {
  const t = useTranslations("cycles.kind");
  return (
    <TableCell className="text-muted hidden @5xl:table-cell">
      {cycle === undefined ? null : (
        <>
          <span className="block truncate">{t(cycle.kind)}</span>
          <ExactTime date={cycle.began} show="short" className="block truncate text-xs" />
        </>
      )}
    </TableCell>
  );
}
