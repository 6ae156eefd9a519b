"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { StartedRehearsal } from "@/lib/console/rehearsals";

export type Faults = Extract<StartedRehearsal, { readonly kind: "faults" }>;

/** What is wrong with a list, line by line. Takes the focus, as it is what has to be read next. */
export function PeopleFaults({ faults, total, provider }: Omit<Faults, "kind"> & { provider: string }) {
  const t = useTranslations("rehearsal");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [faults]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="bg-danger-soft rounded-lg px-4 py-3 outline-none">
      <div className="flex gap-3">
        <CircleAlert aria-hidden className="text-danger mt-0.5 size-4 shrink-0" />
        <div className="min-w-0 flex-1">
          <h3 className="text-danger font-semibold">{t("faultsTitle", { count: total })}</h3>
          <p>{t("faultsText")}</p>
        </div>
      </div>
      <ul tabIndex={0} aria-label={t("faultsTitle", { count: total })} className="mt-2 max-h-72 overflow-y-auto">
        {faults.map(({ line, column, problem, value }, index) => (
          <li key={index} className="grid gap-x-4 py-1 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <span className="font-medium break-words tabular-nums">
              {line === null
                ? t("file")
                : column === null
                  ? t("faultLine", { line })
                  : t("faultLineColumn", { line, column })}
            </span>
            <span className="break-words">{t(`faults.${problem}`, { value, provider })}</span>
          </li>
        ))}
      </ul>
      {total > faults.length ? <p className="mt-1">{t("faultsMore", { count: total - faults.length })}</p> : null}
    </div>
  );
}
