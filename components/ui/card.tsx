import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      {...props}
      className={cn("bg-surface rounded-card shadow-card min-w-0 overflow-hidden border", className)}
    />
  );
}

export interface CardHeaderProps {
  /** Id of the heading, for the card's aria-labelledby. */
  id?: string;
  title: ReactNode;
  /** At the right of the heading: a number, a link, a button. */
  aside?: ReactNode;
  className?: string;
}

export function CardHeader({ id, title, aside, className }: CardHeaderProps) {
  return (
    <header
      className={cn(
        "flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2",
        className,
      )}
    >
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {aside}
    </header>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("p-4", className)} />;
}
