import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import type { RehearsalDto } from "@/lib/console/rehearsals";
import { useRehearsalWords } from "./use-rehearsal-words";
import type { RehearsalLinks } from "./use-rehearsal-words";

export interface RehearsalListProps {
  rehearsals: readonly RehearsalDto[];
  current: string | undefined;
  words: { readonly application: string; readonly provider: string };
  links: RehearsalLinks;
  hrefOf: (runId: string) => string;
}

const tones: Record<RehearsalDto["state"], Tone> = {
  queued: "info",
  running: "info",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
  lost: "warning",
};

/** The latest rehearsals, the newest first; each leads to its report. */
export function RehearsalList({ rehearsals, current, words, links, hrefOf }: RehearsalListProps) {
  const t = useTranslations("rehearsal");
  const say = useRehearsalWords(words, links);
  return (
    <Card aria-labelledby="rehearsals-title">
      <CardHeader id="rehearsals-title" title={t("formerTitle")} />
      <ul className="divide-y">
        {rehearsals.map(({ id, state, source, startedAt, startedBy }) => (
          <li
            key={id}
            className="hover:bg-hover relative flex min-h-11 items-center justify-between gap-4 px-4 py-2 transition-colors"
          >
            <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
              <RelativeTime date={startedAt} className="text-muted block shrink-0 text-[13px] sm:w-28" />
              <Link
                href={hrefOf(id)}
                aria-current={id === current ? "true" : undefined}
                className="focus-visible:after:outline-ring min-w-0 font-medium break-words outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
              >
                {t("formerSource", { source: say.source(source) })}
              </Link>
              <span className="text-muted block truncate text-[13px]">{startedBy}</span>
            </div>
            <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}
