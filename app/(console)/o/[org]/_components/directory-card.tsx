import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { HealthPill } from "@/components/health";
import { cn } from "@/components/ui/cn";
import { useCount } from "@/components/use-count";
import { applications } from "@/lib/applications/applications";
import { countedMax, type DirectorySummary } from "@/lib/console/overview";
import { routes } from "@/lib/routes";

/** One directory: what it connects, how it is, and its counters. The card leads to it, each number to its rows. */
export function DirectoryCard({ org, directory }: { org: string; directory: DirectorySummary }) {
  const t = useTranslations("home");
  const provider = useTranslations("provider");
  const format = useFormatter();
  const shown = useCount(countedMax);
  const { slug, activeUsers, groups, failures } = directory;
  return (
    <li className="bg-surface rounded-card shadow-card hover:border-border-strong relative flex flex-col border transition-colors">
      <div className="flex-1 p-4">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <h2 className="text-base font-semibold">
            <Link
              href={routes.directory(org, slug)}
              className="focus-visible:after:outline-ring outline-none after:absolute after:inset-0 after:rounded-[10px] focus-visible:after:outline-2"
            >
              {directory.name}
            </Link>
          </h2>
          <HealthPill {...directory} />
        </div>
        <p className="text-muted mt-0.5">
          {t("provisionedBy", {
            provider: provider(directory.provider),
            application: applications[directory.application].name,
          })}
        </p>
      </div>
      <div className="grid grid-cols-3 divide-x border-t">
        <Counter href={routes.users(org, slug, { state: "active" })} label={t("activeUsers", { count: activeUsers })}>
          {format.number(activeUsers)}
        </Counter>
        <Counter href={routes.groups(org, slug)} label={t("groups", { count: groups })}>
          {format.number(groups)}
        </Counter>
        <Counter
          href={routes.logs(org, slug, { status: "failure", range: "24h", reads: "true" })}
          label={t("failures", { count: failures })}
          danger={failures > 0}
        >
          {shown(failures)}
        </Counter>
      </div>
    </li>
  );
}

interface CounterProps {
  href: string;
  label: string;
  danger?: boolean;
  children: ReactNode;
}

function Counter({ href, label, danger = false, children }: CounterProps) {
  return (
    <Link
      href={href}
      className="hover:bg-hover relative z-10 px-4 py-2.5 transition-colors focus-visible:-outline-offset-2"
    >
      <span className={cn("block font-semibold", danger && "text-danger")}>{children}</span>
      <span className="text-muted block text-[13px]">{label}</span>
    </Link>
  );
}
