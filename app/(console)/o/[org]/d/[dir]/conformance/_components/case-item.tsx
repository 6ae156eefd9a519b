"use client";

import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Code } from "@/components/ui/code";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { useAction } from "@/components/use-action";
import type { ReportedCase, ReportedExchange } from "@/lib/entra/conformance/report";
import { readCaseAction } from "../_actions/read-case";
import { CaseExchange } from "./case-exchange";

const looks = {
  passed: { Icon: CircleCheck, color: "text-success" },
  failed: { Icon: CircleX, color: "text-danger" },
  skipped: { Icon: CircleMinus, color: "text-faint" },
} as const;

export interface CaseItemProps {
  organizationSlug: string;
  directoryId: string;
  runId: string;
  played: ReportedCase;
}

/** One case: what it is about and how it went; opened, what was wrong, and what was asked and answered. */
export function CaseItem({ organizationSlug, directoryId, runId, played }: CaseItemProps) {
  const t = useTranslations("conformance");
  const { Icon, color } = looks[played.outcome];
  const [exchanges, setExchanges] = useState<readonly ReportedExchange[]>();
  const { pending, run } = useAction();

  async function read(isOpen: boolean): Promise<void> {
    if (!isOpen || exchanges !== undefined || pending || played.outcome === "skipped") return;
    const read = await run(() => readCaseAction(organizationSlug, { directoryId, runId, caseId: played.id }));
    if (read !== undefined) setExchanges(read.value);
  }

  return (
    <li>
      {/* What is toggled inside bubbles as no toggle event of this one. */}
      <details onToggle={(toggled) => void read(toggled.currentTarget.open)}>
        <summary className="hover:bg-hover flex min-h-11 cursor-pointer list-none items-start gap-3 px-4 py-2.5 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
          <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", color)} />
          <span className="min-w-0 flex-1 break-words">
            {played.title}
            <span className="sr-only"> ({t(`outcome.${played.outcome}`)})</span>
          </span>
          <Code className="text-muted mt-px shrink-0 break-normal">{played.id}</Code>
        </summary>
        <div className="grid gap-4 px-4 pt-1 pb-4 sm:pl-11">
          <p className="text-muted text-[13px] break-words">{played.source}</p>
          {played.reason === undefined ? null : <p className="break-words">{played.reason}</p>}
          <Sentences title={t("wrong")} texts={played.complaints} />
          <Sentences title={t("advice")} texts={played.advice} />
          {pending ? (
            <p role="status" className="text-muted flex items-center gap-2">
              <Spinner /> {t("reading")}
            </p>
          ) : null}
          {exchanges === undefined ? null : (
            <div className="grid gap-2">
              <h3 className="text-[13px] font-semibold">{t("exchanges")}</h3>
              {exchanges.length === 0 ? <p className="text-muted">{t("noExchanges")}</p> : null}
              {exchanges.map((exchange, index) => (
                <CaseExchange key={index} exchange={exchange} />
              ))}
            </div>
          )}
        </div>
      </details>
    </li>
  );
}

function Sentences({ title, texts }: { title: ReactNode; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h3 className="text-[13px] font-semibold">{title}</h3>
      <ul className="grid list-disc gap-1 pl-5">
        {texts.map((text) => (
          <li key={text} className="break-words">
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
