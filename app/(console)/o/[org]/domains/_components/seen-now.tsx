"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { cn } from "@/components/ui/cn";
import { useAction } from "@/components/use-action";
import { useCurrentTime } from "@/components/use-current-time";
import type { DomainDto } from "@/lib/console/domains";
import { checkDomainAction } from "../_actions/check-domain";

export interface SeenNowProps {
  organizationSlug: string;
  domain: DomainDto;
  mayCheck: boolean;
}

/** What DNS said when it was last asked, when it is asked again, and a button to ask now. */
export function SeenNow({ organizationSlug, domain, mayCheck }: SeenNowProps) {
  const t = useTranslations("domains");
  const now = useCurrentTime();
  const { pending, run } = useAction();
  const { id, name, sighting, checkedAt, nextCheckAt } = domain;
  const isSoon = nextCheckAt !== null && nextCheckAt.getTime() - now.getTime() < 60_000;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="grid min-w-0 gap-1" aria-live="polite">
        <p>
          <Sight domain={domain} />
          <span className="text-muted">
            {checkedAt === null ? null : (
              <>
                {" · "}
                {t.rich("asked", { when: () => <RelativeTime date={checkedAt} /> })}
              </>
            )}
            {nextCheckAt === null ? null : (
              <>
                {checkedAt === null ? " · " : ", "}
                {isSoon
                  ? t("askingSoon")
                  : t.rich("askingAgain", { when: () => <RelativeTime date={nextCheckAt} distance="always" /> })}
              </>
            )}
          </span>
        </p>
        <SightDetails domain={domain} />
        {sighting?.kind === "nothing" && domain.state === "pending" ? (
          <p className="text-muted text-[13px]">{t("cacheHint")}</p>
        ) : null}
      </div>
      {mayCheck ? (
        <Button
          size="sm"
          pending={pending}
          aria-label={t("checkNowNamed", { name })}
          onClick={() => void run(() => checkDomainAction(organizationSlug, { domainId: id }))}
        >
          {pending ? null : <RefreshCw aria-hidden />}
          {t("checkNow")}
        </Button>
      ) : null}
    </div>
  );
}

function Sight({ domain: { name, sighting } }: { domain: DomainDto }) {
  const t = useTranslations("domains.seen");
  switch (sighting?.kind) {
    case undefined:
      return t("never");
    case "found":
    case "nothing":
      return <span className={cn(sighting.kind === "found" && "text-success font-medium")}>{t(sighting.kind)}</span>;
    case "others":
      return t("others", { count: sighting.records.length });
    case "misplaced":
      return t("misplaced", { at: sighting.at });
    case "unclear":
      return t(sighting.error, { name });
  }
}

/** What was found instead, and what to do about it. */
function SightDetails({ domain: { name, record, sighting } }: { domain: DomainDto }) {
  const t = useTranslations("domains.seen");
  if (sighting?.kind === "others") {
    return (
      <ul className="grid gap-0.5">
        {sighting.records.map((text, index) => (
          <li key={index}>
            <Code className="text-muted">{text}</Code>
          </li>
        ))}
      </ul>
    );
  }
  if (sighting?.kind === "misplaced") {
    const label = labelOf(record.name, name);
    return (
      <p className="text-muted text-[13px]">
        {sighting.at === name
          ? t("misplacedApexHint", { at: sighting.at, name: record.name })
          : t("misplacedHint", { label })}
      </p>
    );
  }
  return null;
}

/** The record's name without the domain, as registrars want it that add the domain themselves. */
export const labelOf = (recordName: string, domain: string) => recordName.slice(0, -domain.length - 1);
