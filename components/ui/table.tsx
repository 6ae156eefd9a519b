import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A table in a card. Columns that do not fit a narrow screen are hidden by their cells, never scrolled away. */
export function Table({ label, className, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <table {...props} aria-label={label} className={cn("w-full table-fixed border-collapse text-left", className)} />
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="border-b">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"th">) {
  return (
    <th scope="col" {...props} className={cn("text-muted h-9 px-4 text-[13px] font-medium first:pl-4", className)} />
  );
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} className={cn("[&>tr:not(:last-child)]:border-b", props.className)} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("hover:bg-hover relative transition-colors", className)} />;
}

/** Clipped, not hidden: a hidden overflow scrolls to a link that gets focus, and its text would jump. */
export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={cn("h-11 overflow-clip px-4 py-1.5 text-ellipsis whitespace-nowrap", className)} />;
}

/** The link of a row: its whole row is pressable, its text is its name. */
export function RowLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cn(
        "focus-visible:after:outline-ring font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2",
        className,
      )}
    />
  );
}

export interface SortHeaderProps extends ComponentProps<"th"> {
  href: string;
  direction: "ascending" | "descending" | undefined;
  /** Name of the link, for instance "Sort by Name". */
  sortLabel: string;
}

/** A column header that is a link to the same list in another order. */
export function SortHeader({ href, direction, sortLabel, children, className, ...props }: SortHeaderProps) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <TableHeader {...props} aria-sort={direction ?? "none"} className={className}>
      <Link
        href={href}
        aria-label={sortLabel}
        className="hover:text-foreground inline-flex items-center gap-1 rounded-sm"
      >
        {children}
        <Arrow aria-hidden className={cn("size-3.5", direction === undefined && "invisible")} />
      </Link>
    </TableHeader>
  );
}
