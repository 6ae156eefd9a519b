"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { HeldDecision } from "@/lib/inputs/deprovisioning";

/** Says what a decision came to. */
export function useDecided() {
  const t = useTranslations("deprovisioning");
  return (decision: HeldDecision, { decided, taken }: { readonly decided: number; readonly taken: number }): void => {
    if (decided > 0) toast.success(t(decision === "keep" ? "kept" : "happened", { count: decided }));
    if (taken > 0) toast.warning(t("taken", { count: taken }));
  };
}
