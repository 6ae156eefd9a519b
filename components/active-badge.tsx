import { useTranslations } from "next-intl";
import { Badge, Dot } from "./ui/badge";

/** @param isHeld the deprovision brake holds that they were disabled */
export function ActiveBadge({ active, isHeld = false }: { active: boolean; isHeld?: boolean }) {
  const t = useTranslations("users");
  const tone = isHeld ? "warning" : active ? "success" : "neutral";
  return (
    <Badge tone={tone}>
      <Dot tone={tone} />
      {t(isHeld ? "held" : active ? "active" : "disabled")}
    </Badge>
  );
}
