import { useTranslations } from "next-intl";
import type { CycleRecord } from "@/lib/insight/cycle";

const did = ["created", "updated", "disabled", "deleted"] as const;

/** What a cycle did, in some words: "3 created · 1 disabled". */
export function useCycleSummary() {
  const t = useTranslations("cycles");
  return (cycle: CycleRecord): string => {
    const { requests, refused, throttled, failed } = cycle;
    if (requests > 0 && requests === refused) return t("did.refused", { count: requests });
    const parts = [
      ...did.filter((what) => cycle[what] > 0).map((what) => t(`did.${what}`, { count: cycle[what] })),
      ...(failed > 0 ? [t("did.failed", { count: failed })] : []),
      ...(throttled > 0 ? [t("did.throttled", { count: throttled })] : []),
    ];
    return parts.length === 0 ? t("nothing") : parts.join(" · ");
  };
}
