"use client";

import { ChevronDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId, useState, type ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { DomainDto } from "@/lib/console/domains";
import { DomainDetails, type DomainDetailsProps } from "./domain-details";

const columns =
  "grid grid-cols-[minmax(0,1fr)_auto_1.75rem] items-center gap-x-4 px-4 sm:grid-cols-[minmax(0,1fr)_9rem_5rem_1.75rem] md:grid-cols-[minmax(0,1fr)_9rem_5rem_8rem_1.75rem]";

/** What the columns of the list are, for eyes; each value says it again for ears. */
export function DomainColumns() {
  const t = useTranslations("domains");
  return (
    <div aria-hidden className={cn(columns, "text-muted h-9 border-b text-[13px] font-medium")}>
      <span>{t("domain")}</span>
      <span className="max-sm:hidden">{t("state")}</span>
      <span className="max-sm:hidden">{t("users")}</span>
      <span className="max-md:hidden">{t("checked")}</span>
    </div>
  );
}

/** A domain and, opened, its details below it. One that needs somebody is open at first. */
export function DomainItem(props: DomainDetailsProps) {
  const t = useTranslations("domains");
  const format = useFormatter();
  const id = useId();
  const { domain, people } = props;
  const { name, unicodeName, coversSubdomains, vouched, checkedAt } = domain;
  const shown = shownState(domain);
  const [open, setOpen] = useState(shown !== "verified");
  const active = people.reduce((sum, one) => sum + one.active, 0);
  return (
    <li>
      <div className={cn(columns, "min-h-11 py-1.5")}>
        <div className="min-w-0">
          <h2 className="font-medium break-words">{unicodeName ?? name}</h2>
          {unicodeName === null ? null : <p className="text-muted font-mono text-[13px] break-words">{name}</p>}
          {coversSubdomains ? <p className="text-muted text-[13px]">{t("covers")}</p> : null}
        </div>
        <Value label={t("state")}>
          <Badge tone={tones[shown]}>{t(`stateName.${shown}`)}</Badge>
        </Value>
        <Value label={t("users")} className="max-sm:hidden">
          {format.number(active)}
        </Value>
        <Value label={t("checked")} className="text-muted max-md:hidden">
          {vouched ? t("vouchedFor") : checkedAt === null ? t("notYet") : <RelativeTime date={checkedAt} />}
        </Value>
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={t("details", { name })}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <ChevronDown aria-hidden className={cn("transition-transform", open && "rotate-180")} />
        </Button>
      </div>
      <div id={id} hidden={!open} className="bg-sunken border-t">
        <DomainDetails {...props} />
      </div>
    </li>
  );
}

function Value({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <span className="sr-only">{label}: </span>
      {children}
    </div>
  );
}

type ShownState = DomainDto["state"] | "taken" | "missing";

const tones: Record<ShownState, Tone> = {
  pending: "warning",
  verified: "success",
  missing: "warning",
  failing: "danger",
  taken: "danger",
};

function shownState({ state, taken, misses }: DomainDto): ShownState {
  if (taken) return "taken";
  return state === "verified" && misses > 0 ? "missing" : state;
}
