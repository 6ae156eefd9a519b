import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const chipClasses =
  "inline-flex h-7 items-center gap-1.5 rounded-full border px-3 text-[13px] font-medium whitespace-nowrap transition-colors";

/** Of a link that takes away a filter that means nothing. */
export const brokenChipClasses = cn(
  chipClasses,
  "bg-surface border-warning text-warning hover:bg-sunken max-w-full border-dashed",
);

/** A filter in the list of filters: solid when it is set, dashed when it could be. */
export function Chip({ active = false, className, ...props }: ComponentProps<"button"> & { active?: boolean }) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        chipClasses,
        active
          ? "border-accent bg-accent-soft text-accent-text hover:bg-surface"
          : "bg-surface text-muted border-border-strong hover:text-foreground hover:border-muted border-dashed",
        className,
      )}
    />
  );
}

/** The × of a set filter: its own button, because it does another thing than the chip. */
export function ChipRemove({ className, ...props }: ComponentProps<"button"> & { "aria-label": string }) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        "border-accent bg-accent-soft text-accent-text hover:bg-surface grid h-7 w-7 place-items-center rounded-r-full border border-l-0 pr-1",
        className,
      )}
    >
      <X aria-hidden className="size-3.5" />
    </button>
  );
}
