import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { RehearsalReport } from "@/lib/console/rehearsal-report";

/** The outcome in numbers. Those that ask for something lead to it. */
export function RehearsalCounts({ report }: { report: RehearsalReport }) {
  const t = useTranslations("rehearsal.counts");
  const format = useFormatter();
  const { users, groups } = report;
  const refused = users.refused + groups.refused;
  const skipped = users.skipped + groups.skipped;
  const arrived = groups.created + groups.updated + groups.unchanged;
  const matched = users.updated + users.unchanged;
  return (
    <dl
      aria-label={t("label")}
      className="bg-border rounded-card shadow-card grid grid-cols-2 gap-px overflow-hidden border sm:grid-cols-3 lg:grid-cols-5"
    >
      <Count label={t("created")} note={t("createdNote")} value={format.number(users.created)} />
      <Count
        label={t("matched")}
        note={t("matchedNote", { updated: users.updated, unchanged: users.unchanged, disabled: users.disabled })}
        value={format.number(matched + users.disabled)}
      />
      <Count
        label={t("skipped")}
        note={t("skippedNote")}
        value={format.number(skipped)}
        href={skipped > 0 ? "#skipped" : undefined}
      />
      <Count
        label={t("refused")}
        note={t("refusedNote")}
        value={format.number(refused)}
        isBad={refused > 0}
        href={refused > 0 ? "#refused" : undefined}
      />
      <Count
        label={t("groups")}
        note={t("membershipsNote", { count: report.memberships })}
        value={format.number(arrived)}
        className="col-span-2 sm:col-span-2 lg:col-span-1"
      />
    </dl>
  );
}

interface CountProps {
  label: string;
  value: string;
  note?: ReactNode;
  isBad?: boolean;
  href?: string | undefined;
  className?: string;
}

function Count({ label, value, note, isBad = false, href, className }: CountProps) {
  return (
    <div
      className={cn("bg-surface relative flex flex-col px-4 py-3.5", href !== undefined && "hover:bg-hover", className)}
    >
      <dt className="text-muted order-2">
        {href === undefined ? (
          label
        ) : (
          <a
            href={href}
            className="focus-visible:after:outline-ring underline-offset-4 outline-none after:absolute after:inset-0 hover:underline focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
          >
            {label}
          </a>
        )}
      </dt>
      <dd className={cn("order-1 text-[22px] leading-7 font-semibold proportional-nums", isBad && "text-danger")}>
        {value}
      </dd>
      {note === undefined ? null : <dd className="text-faint order-3 mt-0.5 text-[13px]">{note}</dd>}
    </div>
  );
}
