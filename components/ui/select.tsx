"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlClasses } from "./input";

export interface SelectOption {
  value: string;
  label: ReactNode;
  /** Plain text for typing ahead, when the label is not plain. */
  text?: string;
  description?: ReactNode;
}

export interface SelectProps extends Omit<ComponentProps<typeof Radix.Root>, "children" | "defaultValue"> {
  id?: string;
  options: readonly SelectOption[];
  placeholder?: string;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** A list box: arrow keys, typing ahead, Esc. */
export function Select({ id, options, placeholder, className, ...props }: SelectProps) {
  const { "aria-label": label, "aria-describedby": describedBy, "aria-invalid": invalid, ...root } = props;
  return (
    <Radix.Root {...root}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        className={cn(controlClasses, "flex items-center justify-between gap-2 text-left", className)}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder}>
            {options.find(({ value }) => value === root.value)?.label}
          </Radix.Value>
        </span>
        <Radix.Icon asChild>
          <ChevronDown aria-hidden className="text-muted size-4 shrink-0" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="bg-raised shadow-overlay animate-rise-in z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg border p-1"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                textValue={option.text}
                className="data-highlighted:bg-hover relative flex min-h-8 items-center rounded-md py-1.5 pr-8 pl-2.5 outline-none select-none"
              >
                <Radix.ItemText>
                  {option.label}
                  {option.description === undefined ? null : (
                    <span className="text-muted block text-[13px]">{option.description}</span>
                  )}
                </Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-2.5">
                  <Check aria-hidden className="text-accent-text size-4" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
