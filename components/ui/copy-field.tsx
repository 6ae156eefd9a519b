"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";

/** How long the button says "Copied". */
const copiedMs = 2_000;

/**
 * Copies, and says so for two seconds. `announcement` is for an aria-live region that is in the page before anything
 * is copied, because a region that arrives together with its text is not read out.
 */
export function useCopy(label: string) {
  const t = useTranslations("common");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), state === "copied" ? copiedMs : copiedMs * 4);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(value: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      // No clipboard without HTTPS or permission: whoever calls has the text selected, so the keyboard can copy it.
      setState("failed");
    }
  }

  const announcement = state === "copied" ? t("copiedNamed", { label }) : state === "failed" ? t("copyFailed") : "";
  return { state, copy, announcement };
}

export interface CopyFieldProps {
  id?: string;
  /** What is copied, for instance "Tenant URL". Names the field and the button. */
  label: string;
  value: string;
  className?: string;
}

/** A read-only value. A press anywhere on it copies the whole of it. */
export function CopyField({ id, label, value, className }: CopyFieldProps) {
  const t = useTranslations("common");
  const fallbackId = useId();
  const input = useRef<HTMLInputElement>(null);
  const { state, copy, announcement } = useCopy(label);

  function copyAll(): void {
    input.current?.select();
    void copy(value);
  }

  return (
    <div className={cn("grid gap-1", className)}>
      <div className="bg-sunken border-control focus-within:border-ring flex h-9.5 items-stretch overflow-hidden rounded-lg border">
        <input
          ref={input}
          id={id ?? fallbackId}
          aria-label={label}
          readOnly
          value={value}
          onClick={copyAll}
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 cursor-copy truncate bg-transparent px-3 font-mono text-[13px] focus-visible:-outline-offset-2"
        />
        <button
          type="button"
          onClick={copyAll}
          aria-label={state === "copied" ? t("copiedNamed", { label }) : t("copyNamed", { label })}
          className="bg-surface hover:bg-hover inline-flex min-w-24 items-center justify-center gap-1.5 border-l px-3 text-[13px] font-medium transition-colors focus-visible:-outline-offset-2"
        >
          {state === "copied" ? (
            <Check aria-hidden className="text-success size-3.5" />
          ) : (
            <Copy aria-hidden className="size-3.5" />
          )}
          {state === "copied" ? t("copied") : t("copy")}
        </button>
      </div>
      <p aria-live="polite" className={state === "failed" ? "text-danger text-[13px]" : "sr-only"}>
        {announcement}
      </p>
    </div>
  );
}
