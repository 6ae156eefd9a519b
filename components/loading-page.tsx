import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "./ui/skeleton";

/** The place of a page while it is read: a heading, and blocks where its cards will be. Said once to screen readers. */
export function LoadingPage({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div aria-busy="true">
      <h1 className="sr-only">
        <span role="status">{t("loading")}</span>
      </h1>
      <div className="mb-5 grid gap-2.5 pt-1">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      {children}
    </div>
  );
}

export function LoadingCard({ className }: { className?: string }) {
  return <Skeleton className={`rounded-card ${className ?? ""}`} />;
}

/** A table of `rows` rows. */
export function LoadingTable({ rows = 10 }: { rows?: number }) {
  return (
    <div aria-hidden className="bg-surface rounded-card divide-y border">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-6 px-4">
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
