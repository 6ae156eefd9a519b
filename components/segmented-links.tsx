import Link from "next/link";
import { cn } from "./ui/cn";

export interface Segment {
  readonly href: string;
  readonly label: string;
  readonly count?: string;
  readonly current: boolean;
}

/** A choice of one among a few lists, each a link. */
export function SegmentedLinks({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav aria-label={label} className="bg-sunken inline-flex rounded-lg border p-0.5">
      {segments.map(({ href, label: text, count, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? "page" : undefined}
          className={cn(
            "text-muted hover:text-foreground inline-flex h-7.5 items-center gap-1.5 rounded-md px-2.5 text-[13px] font-medium transition-colors",
            current && "bg-raised text-foreground shadow-card",
          )}
        >
          {text}
          {count === undefined ? null : <span className="text-muted font-normal">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
