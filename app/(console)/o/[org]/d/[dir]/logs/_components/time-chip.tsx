"use client";

import { ChevronDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Chip, ChipRemove } from "@/components/ui/chip";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { ranges, type Range } from "../_data/log-query";
import { TimeDialog, type TimeSpan } from "./time-dialog";

export interface TimeChipProps {
  /** One that ends now; it counts for as long as there is no span. */
  range: Range;
  span: TimeSpan;
  onRange: (range: Range) => void;
  onSpan: (span: TimeSpan) => void;
}

const labels = { "1h": "range1h", "24h": "range24h", "7d": "range7d", "30d": "range30d", all: "rangeAll" } as const;

/** Of which time the requests are: the last hours or days, or between two points in time. */
export function TimeChip({ range, span, onRange, onSpan }: TimeChipProps) {
  const t = useTranslations("logs");
  const format = useFormatter();
  const chip = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  const [open, setOpen] = useState(false);
  const hasSpan = span.from !== null || span.to !== null;
  const time = (at: Date | null) =>
    at === null ? "…" : format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  return (
    <span className="inline-flex items-center">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Chip ref={chip} active className={hasSpan ? "rounded-r-none border-r-0 pr-1.5" : undefined}>
            {hasSpan ? `${time(span.from)} – ${time(span.to)}` : t(labels[range])}
            <ChevronDown aria-hidden className="size-3.5" />
          </Chip>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="start"
          // The dialog opens once the menu is gone and the chip has the focus again.
          onCloseAutoFocus={() => {
            setOpen(asked.current);
            asked.current = false;
          }}
        >
          <DropdownMenuLabel>{t("range")}</DropdownMenuLabel>
          {ranges.map((value) => (
            <DropdownMenuCheckboxItem key={value} checked={!hasSpan && value === range} onSelect={() => onRange(value)}>
              {t(labels[value])}
            </DropdownMenuCheckboxItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => void (asked.current = true)}>{t("between.open")}</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {hasSpan ? (
        <ChipRemove
          aria-label={t("filterRemove", { name: t("filterTime") })}
          onClick={() => onSpan({ from: null, to: null })}
        />
      ) : null}
      {open ? (
        <TimeDialog
          span={span}
          onClose={() => setOpen(false)}
          onClosed={() => chip.current?.focus()}
          onDone={(chosen) => {
            setOpen(false);
            onSpan(chosen);
          }}
        />
      ) : null}
    </span>
  );
}
