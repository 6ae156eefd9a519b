import { cn } from "./cn";

export interface ProgressBarProps {
  /** What is under way. */
  label: string;
  /** How far it is, as it is read out: "120 of 318". */
  valueText: string;
  done: number;
  /** 0: not known. */
  total: number;
  className?: string;
}

export function ProgressBar({ label, valueText, done, total, className }: ProgressBarProps) {
  const known = total > 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={known ? total : undefined}
      aria-valuenow={known ? Math.min(done, total) : undefined}
      aria-valuetext={valueText}
      className={cn("bg-sunken h-1.5 overflow-hidden rounded-full border", className)}
    >
      <div
        className={cn(
          "bg-accent h-full rounded-full transition-[width] duration-500 motion-reduce:transition-none",
          // A third that stands still would look like a third of the way.
          !known && "motion-safe:animate-to-and-fro opacity-60 motion-safe:w-1/3 motion-reduce:opacity-30",
        )}
        style={known ? { width: `${Math.min(100, (done / total) * 100)}%` } : undefined}
      />
    </div>
  );
}
