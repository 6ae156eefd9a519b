import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonVariants = cva(
  "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover shadow-card",
        secondary: "bg-surface text-foreground hover:bg-hover border-border-strong shadow-card border",
        ghost: "text-muted hover:bg-hover hover:text-foreground",
        danger: "bg-danger text-on-danger hover:bg-danger-hover shadow-card",
        dangerGhost: "text-danger hover:bg-danger-soft",
        link: "text-accent-text h-auto px-0 underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-[13px]",
        md: "h-8.5 px-3.5",
        lg: "h-10 px-4",
        icon: "size-8.5",
        iconSm: "size-7",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Renders its only child (a link, say) with the looks of a button. */
  asChild?: boolean;
  /** Shows a spinner and refuses presses; the label stays, so that the button keeps its width and name. */
  pending?: boolean;
}

export function Button({ className, variant, size, asChild = false, pending = false, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return (
    <button type="button" {...props} className={classes} disabled={props.disabled === true || pending}>
      {pending ? <Spinner className="size-4" /> : null}
      {props.children}
    </button>
  );
}
