import { useTranslations } from "next-intl";
import type { Evidence, GuideProvider } from "@/lib/applications/guide-steps";
import type { Sighting } from "@/lib/applications/setup-progress";

/** Evidence that was seen, as a sentence without its time. */
export function useEvidenceText(provider: GuideProvider) {
  const t = useTranslations("guide");
  return (kind: Evidence, { name }: Sighting): string => {
    if (kind === "provider") return t("evidence.provider.done", { name: t(`providerChoice.${provider}`) });
    if (kind === "domain" && name === undefined) return t("anyDomain");
    return t(`evidence.${kind}.done`, { name: name ?? t("someone") });
  };
}
