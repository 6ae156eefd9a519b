import { cn } from "./cn";

/** A grey place-holder. The page around it says "Loading…" once, to screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("bg-hover block animate-pulse rounded-md", className)} />;
}
