"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { CopyField } from "@/components/ui/copy-field";
import { ShownSecretDialog } from "@/components/shown-secret-dialog";

/** A new secret of an OAuth client, in plain text. */
export interface ShownClient {
  readonly identifier: string;
  readonly secret: string;
}

export interface ShownClientDialogProps {
  /** Undefined: closed. */
  shown: ShownClient | undefined;
  tokenEndpoint: string;
  provider: string;
  onClose: () => void;
}

/** All three values that the identity provider asks for; the secret is seen only here and now. */
export function ShownClientDialog({ shown, tokenEndpoint, provider, onClose }: ShownClientDialogProps) {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const id = useId();
  const values = [
    [t("tokenEndpoint"), tokenEndpoint],
    [t("clientIdentifier"), shown?.identifier ?? ""],
    [t("clientSecret"), shown?.secret ?? ""],
  ] as const;
  return (
    <ShownSecretDialog
      open={shown !== undefined}
      title={t("shownTitle")}
      text={t("shownText")}
      closeTitle={t("closeTitle")}
      closeText={t("closeText")}
      closeBack={t("closeBack")}
      stored={tokens("stored", { provider })}
      onClose={onClose}
    >
      {values.map(([label, value], index) => (
        <div key={label} className="grid gap-1.5">
          <label htmlFor={`${id}-${index}`} className="font-medium">
            {label}
          </label>
          <CopyField id={`${id}-${index}`} label={label} value={value} />
        </div>
      ))}
    </ShownSecretDialog>
  );
}
