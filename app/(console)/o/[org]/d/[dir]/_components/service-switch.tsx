"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import type { DirectoryDto } from "@/lib/console/directories";
import { setDirectoryEnabledAction } from "../_actions/set-directory-enabled";

export interface ServiceSwitchProps {
  organizationSlug: string;
  directory: { readonly id: string; readonly name: string; readonly enabled: boolean };
  provider: string;
  idp: DirectoryDto["provider"];
  /** As the application calls it. */
  label?: string;
  /** False for a role that may only look. */
  mayChange: boolean;
}

/** On at once; off only after saying what it means. */
export function ServiceSwitch({ organizationSlug, directory, provider, idp, label, mayChange }: ServiceSwitchProps) {
  const t = useTranslations("directory");
  const common = useTranslations("common");
  const id = useId();
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();

  async function set(enabled: boolean): Promise<void> {
    const done = await run(() => setDirectoryEnabledAction(organizationSlug, { directoryId: directory.id, enabled }));
    setAsking(false);
    if (done === undefined) return;
    toast.success(t(enabled ? "serviceTurnedOn" : "serviceTurnedOff", { name: directory.name }));
  }

  return (
    <div className="flex items-center gap-2">
      <Switch
        id={id}
        checked={directory.enabled}
        disabled={!mayChange || pending}
        onCheckedChange={(enabled) => (enabled ? void set(true) : setAsking(true))}
      />
      <label htmlFor={id}>{label ?? t("serviceOn")}</label>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("serviceOffTitle", { name: directory.name })}
        description={t("serviceOffText", { provider, idp })}
        cancelLabel={common("cancel")}
        confirmLabel={t("serviceOffConfirm")}
        pending={pending}
        onConfirm={() => void set(false)}
      />
    </div>
  );
}
