import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Something a machine reads, within a sentence. */
export function Code({ className, ...props }: ComponentProps<"code">) {
  return <code {...props} className={cn("font-mono text-[13px] break-all", className)} />;
}

/** A block that a machine wrote. Scrolls by keyboard, so it is a named region. */
export function CodeBlock({ label, className, ...props }: ComponentProps<"pre"> & { label: string }) {
  return (
    <pre
      {...props}
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn("bg-sunken overflow-auto rounded-lg border p-3 font-mono text-[13px] leading-5", className)}
    />
  );
}
