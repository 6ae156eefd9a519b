"use client";

import { useTranslations } from "next-intl";
import { CopyField } from "@/components/ui/copy-field";
import { ShownSecretDialog } from "./shown-secret-dialog";

export interface ShownTokenDialogProps {
  /** Undefined: closed. */
  token: string | undefined;
  provider: string;
  onClose: () => void;
}

/** A new token, the only time that it can be seen. */
export function ShownTokenDialog({ token, provider, onClose }: ShownTokenDialogProps) {
  const t = useTranslations("tokens");
  return (
    <ShownSecretDialog
      open={token !== undefined}
      title={t("shownTitle")}
      text={t("shownText")}
      closeTitle={t("closeTitle")}
      closeText={t("closeText")}
      closeBack={t("closeBack")}
      stored={t("stored", { provider })}
      onClose={onClose}
    >
      <CopyField label={t("token")} value={token ?? ""} />
    </ShownSecretDialog>
  );
}
