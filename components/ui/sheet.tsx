"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;

/** A modal panel at the left edge, for navigation on a narrow screen. */
export function SheetContent({
  title,
  className,
  children,
}: {
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="bg-overlay animate-fade-in fixed inset-0 z-40" />
      <Radix.Content
        aria-describedby={undefined}
        className={cn(
          "bg-canvas shadow-overlay animate-slide-in-left fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] overflow-y-auto border-r outline-none",
          className,
        )}
      >
        <Radix.Title className="sr-only">{title}</Radix.Title>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}
