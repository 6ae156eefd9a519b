import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      {...props}
      className={cn(
        "bg-surface text-muted rounded-[5px] border px-1.5 py-px font-mono text-[11px] leading-4",
        className,
      )}
    />
  );
}
