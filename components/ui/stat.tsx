import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface StatProps {
  value: string;
  label: ReactNode;
  note?: ReactNode;
  /** The list of what was counted. */
  href: string;
  tone?: "default" | "danger";
}

/** Several numbers in one card, each a link to the rows it counts. */
export function StatGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="bg-border rounded-card shadow-card grid grid-cols-2 gap-px overflow-hidden border sm:grid-cols-4"
    >
      {children}
    </nav>
  );
}

export function Stat({ value, label, note, href, tone = "default" }: StatProps) {
  return (
    <Link
      href={href}
      className="bg-surface hover:bg-hover block px-4 py-3.5 transition-colors focus-visible:-outline-offset-2"
    >
      <span
        className={cn(
          "block text-[22px] leading-7 font-semibold proportional-nums",
          tone === "danger" && "text-danger",
        )}
      >
        {value}
      </span>
      <span className="text-muted block">{label}</span>
      {note === undefined ? null : <span className="text-faint mt-0.5 block text-[13px]">{note}</span>}
    </Link>
  );
}
