import { useTranslations } from "next-intl";
import { Badge, Dot } from "./ui/badge";

export function ActiveBadge({ active }: { active: boolean }) {
  const t = useTranslations("users");
  return (
    <Badge tone={active ? "success" : "neutral"}>
      <Dot tone={active ? "success" : "neutral"} />
      {active ? t("active") : t("disabled")}
    </Badge>
  );
}
