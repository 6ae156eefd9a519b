import Link from "next/link";
import { Fragment } from "react";

export interface Crumb {
  label: string;
  href?: string;
}

/** The last crumb is the page itself. On a narrow screen all but the last two fold away. */
export function Breadcrumb({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={label} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2 text-[13px]">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          const folded = index < crumbs.length - 2 ? "hidden sm:block" : "";
          return (
            <Fragment key={`${index}-${crumb.label}`}>
              {index === 0 ? null : (
                <li aria-hidden className={`text-faint ${index < crumbs.length - 1 ? "hidden sm:block" : ""}`}>
                  /
                </li>
              )}
              <li className={`${last ? "min-w-0 truncate" : "truncate"} ${folded}`}>
                {crumb.href === undefined || last ? (
                  <span aria-current={last ? "page" : undefined} className={last ? "text-foreground" : "text-muted"}>
                    {crumb.label}
                  </span>
                ) : (
                  <Link href={crumb.href} className="text-muted hover:text-foreground rounded-sm">
                    {crumb.label}
                  </Link>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
