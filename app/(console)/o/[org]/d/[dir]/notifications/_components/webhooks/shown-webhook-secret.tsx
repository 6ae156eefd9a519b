"use client";

import { useTranslations } from "next-intl";
import { ShownSecretDialog } from "@/components/shown-secret-dialog";
import { CopyField } from "@/components/ui/copy-field";

/** The signing secret of a webhook, the only time that it can be seen. */
export function ShownWebhookSecret({ secret, onClose }: { secret: string | undefined; onClose: () => void }) {
  const t = useTranslations("webhooks");
  return (
    <ShownSecretDialog
      open={secret !== undefined}
      title={t("shownTitle")}
      text={t("shownText")}
      closeTitle={t("closeTitle")}
      closeText={t("closeText")}
      closeBack={t("closeBack")}
      stored={t("stored")}
      onClose={onClose}
    >
      <CopyField label={t("secret")} value={secret ?? ""} />
    </ShownSecretDialog>
  );
}
