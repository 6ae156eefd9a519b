"use client";

import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...props}
      className={cn(
        "bg-control data-[state=checked]:bg-accent relative h-5 w-8.5 shrink-0 rounded-full transition-colors disabled:opacity-50",
        className,
      )}
    >
      <Radix.Thumb className="bg-surface block size-4 translate-x-0.5 rounded-full transition-transform data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
