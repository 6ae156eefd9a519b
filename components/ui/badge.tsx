import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex min-h-6 w-fit items-center gap-1.5 rounded-full px-2.5 py-0.5 text-[13px] leading-4.5 font-medium",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-muted",
        outline: "text-muted border",
        accent: "bg-accent-soft text-accent-text",
        success: "bg-success-soft text-success",
        warning: "bg-warning-soft text-warning",
        danger: "bg-danger-soft text-danger",
        info: "bg-info-soft text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A state in one or two words. The word carries the meaning; the tone only helps to find it. */
export function Badge({ tone, className, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span {...props} className={cn(badgeVariants({ tone }), className)} />;
}

const dotTones: Record<Tone, string> = {
  neutral: "bg-faint",
  outline: "bg-faint",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
};

export function Dot({ tone = "neutral", className }: { tone?: Tone; className?: string }) {
  return <span aria-hidden className={cn("size-1.75 shrink-0 rounded-full", dotTones[tone], className)} />;
}
