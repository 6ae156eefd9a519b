"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const Tabs = Radix.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List {...props} className={cn("flex flex-wrap gap-x-2 border-b px-4", className)} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...props}
      className={cn(
        "text-muted hover:text-foreground data-[state=active]:text-foreground data-[state=active]:border-accent -mb-px shrink-0 border-b-2 border-transparent px-1.5 py-2.5 font-medium transition-colors first:-ml-1.5 focus-visible:-outline-offset-2",
        className,
      )}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content {...props} className={cn("focus-visible:-outline-offset-2", className)} />;
}
