"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface NavLinkProps {
  href: string;
  icon: ReactNode;
  /** Also current on the pages below it. */
  deep?: boolean;
  count?: string;
  children: ReactNode;
}

export function NavLink({ href, icon, deep = false, count, children }: NavLinkProps) {
  const pathname = usePathname();
  const current = pathname === href || (deep && pathname.startsWith(`${href}/`));
  return (
    <li>
      <Link
        href={href}
        aria-current={current ? "page" : undefined}
        className={cn(
          "text-muted hover:bg-hover hover:text-foreground flex h-8 items-center gap-3 rounded-lg px-2 transition-colors focus-visible:outline-offset-0",
          current && "bg-hover text-foreground font-medium",
        )}
      >
        <span className="grid size-4 shrink-0 place-items-center [&_svg]:size-4">{icon}</span>
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {count === undefined ? null : <span className="text-[13px] font-normal">{count}</span>}
      </Link>
    </li>
  );
}

export function NavSection({ title, id, children }: { title: ReactNode; id: string; children: ReactNode }) {
  return (
    <div className="mt-5">
      <h2 id={id} className="text-muted truncate px-2 pb-1.5 text-[13px]">
        {title}
      </h2>
      <ul aria-labelledby={id} className="grid gap-0.5">
        {children}
      </ul>
    </div>
  );
}
