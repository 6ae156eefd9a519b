"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { removeDomainAction } from "../_actions/remove-domain";

export interface RemoveDomainProps {
  organizationSlug: string;
  domain: { readonly id: string; readonly name: string };
}

export function RemoveDomain({ organizationSlug, domain }: RemoveDomainProps) {
  const t = useTranslations("domains");
  const common = useTranslations("common");
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();

  async function remove(): Promise<void> {
    const done = await run(() => removeDomainAction(organizationSlug, { domainId: domain.id }));
    setAsking(false);
    if (done !== undefined) toast.success(t("removed", { name: domain.name }));
  }

  return (
    <>
      <Button
        variant="ghost"
        size="iconSm"
        aria-label={t("removeNamed", { name: domain.name })}
        onClick={() => setAsking(true)}
      >
        <Trash2 aria-hidden />
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeTitle", { name: domain.name })}
        description={t("removeText")}
        cancelLabel={common("cancel")}
        confirmLabel={t("removeConfirm")}
        pending={pending}
        onConfirm={() => void remove()}
      />
    </>
  );
}
