"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { useCopy } from "./copy-field";
import { Tooltip } from "./tooltip";

/** A small button beside an id. */
export function CopyButton({ label, value }: { label: string; value: string }) {
  const t = useTranslations("common");
  const { state, copy, announcement } = useCopy(label);
  return (
    <>
      <Tooltip content={t("copyNamed", { label })}>
        <Button
          variant="ghost"
          size="iconSm"
          className="relative z-10 -my-1"
          aria-label={t("copyNamed", { label })}
          onClick={() => void copy(value)}
        >
          {state === "copied" ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        </Button>
      </Tooltip>
      <span aria-live="polite" className="sr-only">
        {announcement}
      </span>
    </>
  );
}
