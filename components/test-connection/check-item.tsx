import { CircleCheck, CircleMinus, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { ConnectionCheck } from "@/lib/console/connection-check";

const looks = {
  passed: { Icon: CircleCheck, color: "text-success" },
  warning: { Icon: TriangleAlert, color: "text-warning" },
  failed: { Icon: CircleX, color: "text-danger" },
  skipped: { Icon: CircleMinus, color: "text-faint" },
} as const;

/** One check: what was tried, how it went, and where it did not go well, what that means and what to do. */
export function CheckItem({ check, provider }: { check: ConnectionCheck; provider: string }) {
  const t = useTranslations("testConnection");
  const { Icon, color } = looks[check.result];
  return (
    <li className="flex gap-3 px-3 py-2.5">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", color)} />
      <div className="grid min-w-0 flex-1 gap-1">
        <div className={cn("break-words", check.result === "skipped" && "text-muted")}>
          {t(`checks.${check.name}`)}
          <span className={check.result === "skipped" ? "text-muted text-[13px]" : "sr-only"}>
            {" "}
            ({t(`result.${check.result}`)})
          </span>
        </div>
        {check.cause === null ? null : (
          <>
            <p className="font-medium break-words">{t(`causes.${check.cause}.title`, { ...check.values, provider })}</p>
            <p className="text-muted break-words">{t(`causes.${check.cause}.remedy`, { ...check.values, provider })}</p>
          </>
        )}
        {check.result === "failed" ? <Exchange check={check} /> : null}
      </div>
    </li>
  );
}

function Exchange({ check: { sent, answer, error, entraCode } }: { check: ConnectionCheck }) {
  const t = useTranslations("testConnection");
  if (sent === null && error === null) return null;
  return (
    <details className="text-[13px]">
      <summary className="text-muted w-fit cursor-pointer">{t("details")}</summary>
      <dl className="mt-1.5 grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <Fact term={t("sent")}>{sent}</Fact>
        <Fact term={t("error")}>{error}</Fact>
        <Fact term={t("answered")}>
          {answer === null
            ? null
            : [answer.status, answer.contentType, `${answer.milliseconds} ms`].filter(Boolean).join(" · ")}
        </Fact>
        <Fact term={t("server")}>{answer?.server}</Fact>
        <Fact term={t("body")}>{answer === null ? null : answer.excerpt || t("noBody")}</Fact>
        <Fact term={t("entraCode")}>{entraCode}</Fact>
      </dl>
    </details>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (children === null || children === undefined) return null;
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="font-mono break-all">{children}</dd>
    </>
  );
}
