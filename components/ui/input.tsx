import type { ComponentProps } from "react";
import { cn } from "./cn";

export const controlClasses =
  "bg-surface text-foreground border-control h-9 w-full min-w-0 rounded-lg border px-3 text-sm transition-colors hover:border-muted focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring disabled:opacity-50 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} className={cn(controlClasses, className)} />;
}
