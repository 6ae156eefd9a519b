"use client";

import { useTranslations } from "next-intl";
import { CopyField } from "@/components/ui/copy-field";
import { ShownSecretDialog } from "@/components/shown-secret-dialog";

export interface ShownGuideLinkDialogProps {
  /** Undefined: closed. */
  url: string | undefined;
  onClose: () => void;
}

/** A new setup link, the only time that it can be seen. */
export function ShownGuideLinkDialog({ url, onClose }: ShownGuideLinkDialogProps) {
  const t = useTranslations("guideLinks");
  return (
    <ShownSecretDialog
      open={url !== undefined}
      title={t("shownTitle")}
      text={t("shownText")}
      closeTitle={t("closeTitle")}
      closeText={t("closeText")}
      closeBack={t("closeBack")}
      stored={t("sent")}
      onClose={onClose}
    >
      <CopyField label={t("link")} value={url ?? ""} />
    </ShownSecretDialog>
  );
}
