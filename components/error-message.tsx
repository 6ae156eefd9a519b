"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./ui/button";
import { Code } from "./ui/code";

export interface ErrorMessageProps {
  error: unknown;
  retry: () => void;
}

/** Something failed on our side: what that means, what to do, and the number under which the log has it. */
export function ErrorMessage({ error, retry }: ErrorMessageProps) {
  const t = useTranslations("errors");
  const common = useTranslations("common");
  const reference = referenceOf(error);
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center py-[max(3rem,14dvh)] text-center">
      <span aria-hidden className="bg-danger-soft text-danger mb-4 grid size-11 place-items-center rounded-full">
        <TriangleAlert className="size-5" />
      </span>
      <h1 className="text-[22px] leading-7 font-semibold tracking-tight">{t("pageTitle")}</h1>
      <p className="text-muted mt-1.5 text-balance">{t("pageText")}</p>
      {reference === undefined ? null : (
        <p className="text-muted mt-3 text-[13px]">
          {t("reference")} <Code className="text-foreground">{reference}</Code>
        </p>
      )}
      <Button variant="primary" className="mt-5" onClick={retry}>
        {common("retry")}
      </Button>
    </div>
  );
}

/** Next's digest of a server error: the server's log has the same. */
function referenceOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}
