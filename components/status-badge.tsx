import { useTranslations } from "next-intl";
import type { Status } from "@/lib/insight/provisioning-event";
import { Badge, type Tone } from "./ui/badge";

const tones: Record<Status, Tone> = { success: "success", failure: "danger", skipped: "neutral", warning: "warning" };

export function StatusBadge({ status }: { status: Status }) {
  const t = useTranslations("logs.statusName");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}
