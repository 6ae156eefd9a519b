"use client";

import { ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface BurstToggleProps {
  isOpen: boolean;
  /** The list with it open, or closed again. */
  href: string;
  children: ReactNode;
}

/** Opens and closes a burst where it stands; its whole row is pressable. */
export function BurstToggle({ isOpen, href, children }: BurstToggleProps) {
  const router = useRouter();
  const [loading, startTransition] = useTransition();
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-busy={loading}
      onClick={() => startTransition(() => router.replace(href, { scroll: false }))}
      className="focus-visible:after:outline-ring w-full text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 sm:overflow-clip sm:text-ellipsis"
    >
      <ChevronRight
        aria-hidden
        className={cn(
          "text-muted mr-1.5 -ml-0.5 inline size-4 align-[-0.2em] transition-transform",
          isOpen && "rotate-90",
        )}
      />
      {children}
    </button>
  );
}
