import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button";

export interface PagerProps {
  label: string;
  previousLabel: string;
  nextLabel: string;
  /** Undefined at the first page. */
  previousHref: string | undefined;
  /** Undefined at the last page. */
  nextHref: string | undefined;
  /** What is shown, in words. */
  children?: ReactNode;
}

/** Keyset paging: there is a next page or there is not; nothing is counted. */
export function Pager({ label, previousLabel, nextLabel, previousHref, nextHref, children }: PagerProps) {
  const single = previousHref === undefined && nextHref === undefined;
  if (single && children === undefined) return null;
  return (
    <nav aria-label={label} className="mt-3 flex min-h-8 items-center justify-between gap-4">
      <div className="text-muted text-[13px]">{children}</div>
      {single ? null : (
        <div className="flex gap-2">
          <PagerLink href={previousHref}>
            <ChevronLeft aria-hidden />
            {previousLabel}
          </PagerLink>
          <PagerLink href={nextHref}>
            {nextLabel}
            <ChevronRight aria-hidden />
          </PagerLink>
        </div>
      )}
    </nav>
  );
}

function PagerLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) {
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}
