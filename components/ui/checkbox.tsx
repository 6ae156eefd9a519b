"use client";

import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...props}
      className={cn(
        "border-control bg-surface data-[state=checked]:bg-accent data-[state=checked]:border-accent data-[state=checked]:text-on-accent inline-flex size-4.5 shrink-0 items-center justify-center rounded-[5px] border transition-colors disabled:opacity-50",
        className,
      )}
    >
      <Radix.Indicator>
        <Check aria-hidden className="size-3.5" strokeWidth={3} />
      </Radix.Indicator>
    </Radix.Root>
  );
}
