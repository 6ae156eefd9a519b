"use client";

import { Check, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip, ChipRemove } from "@/components/ui/chip";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export interface FilterChipProps {
  /** "toggle" is a chip without a menu. */
  kind: "one" | "many" | "toggle";
  label: string;
  selected: readonly string[];
  options: readonly { readonly value: string; readonly label: string }[];
  onChange: (values: readonly string[]) => void;
}

/** A filter as a chip: dashed with a plus when it could be set, solid with its value and an × when it is. */
export function FilterChip({ kind, label, selected, options, onChange }: FilterChipProps) {
  const t = useTranslations("logs");
  const active = selected.length > 0;
  if (kind === "toggle") {
    return (
      <Chip active={active} aria-pressed={active} onClick={() => onChange(active ? [] : ["on"])}>
        {active ? <Check aria-hidden className="size-3.5" /> : <Plus aria-hidden className="size-3.5" />}
        {label}
      </Chip>
    );
  }
  const names = options.filter(({ value }) => selected.includes(value)).map((option) => option.label);

  function toggle(value: string, checked: boolean): void {
    if (kind === "many") onChange(checked ? [...selected, value] : selected.filter((other) => other !== value));
    else onChange(checked ? [value] : []);
  }

  return (
    <span className="inline-flex items-center">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Chip active={active} className={active ? "rounded-r-none border-r-0 pr-1.5" : undefined}>
            {active ? null : <Plus aria-hidden className="size-3.5" />}
            {active ? `${label}: ${names.join(", ")}` : label}
          </Chip>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          <DropdownMenuLabel>{label}</DropdownMenuLabel>
          {options.map((option) => (
            <DropdownMenuCheckboxItem
              key={option.value}
              checked={selected.includes(option.value)}
              onSelect={kind === "many" ? (event) => event.preventDefault() : undefined}
              onCheckedChange={(checked) => toggle(option.value, checked)}
            >
              {option.label}
            </DropdownMenuCheckboxItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {active ? <ChipRemove aria-label={t("filterRemove", { name: label })} onClick={() => onChange([])} /> : null}
    </span>
  );
}
