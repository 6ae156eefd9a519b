"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A dialog without a visible header, near the top, for typing at once. */
export function PaletteContent({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="bg-overlay animate-fade-in fixed inset-0 z-40" />
      <Radix.Content
        aria-describedby={undefined}
        className="bg-raised shadow-overlay animate-rise-in fixed inset-x-4 top-[max(1rem,12dvh)] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border outline-none"
      >
        <Radix.Title className="sr-only">{title}</Radix.Title>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}
