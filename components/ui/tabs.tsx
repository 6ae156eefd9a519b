"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const Tabs = Radix.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List {...props} className={cn("flex flex-wrap gap-x-5 border-b px-4", className)} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...props}
      className={cn(
        "text-muted hover:text-foreground data-[state=active]:text-foreground data-[state=active]:border-accent -mb-px shrink-0 border-b-2 border-transparent py-2.5 font-medium transition-colors focus-visible:-outline-offset-2",
        className,
      )}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content {...props} className={cn("focus-visible:-outline-offset-2", className)} />;
}
