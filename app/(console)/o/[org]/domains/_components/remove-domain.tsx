"use client";

import { Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { removeDomainAction } from "../_actions/remove-domain";

export interface RemoveDomainProps {
  organizationSlug: string;
  domain: { readonly id: string; readonly name: string };
  /** Active users with a userName in it. */
  active: number;
  /** Names of the directories that ask for registered domains. */
  asking: readonly string[];
}

/** Asks with what follows: how many people are concerned, and who would refuse whom. */
export function RemoveDomain({ organizationSlug, domain: { id, name }, active, asking }: RemoveDomainProps) {
  const t = useTranslations("domains");
  const common = useTranslations("common");
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  const { pending, run } = useAction();

  async function remove(): Promise<void> {
    const done = await run(() => removeDomainAction(organizationSlug, { domainId: id }));
    setOpen(false);
    if (done !== undefined) toast.success(t("removed", { name }));
  }

  return (
    <>
      <Button variant="dangerGhost" size="sm" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden />
        {t("remove")}
      </Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title={t("removeTitle", { name })}
        description={
          <>
            <p>{active === 0 ? t("removeNobody") : t("removeUsers", { count: active })}</p>
            <p className="mt-2">
              {t("removeRefused", { count: asking.length, names: format.list(asking, { type: "conjunction" }), name })}
            </p>
          </>
        }
        cancelLabel={common("cancel")}
        confirmLabel={t("removeConfirm")}
        pending={pending}
        onConfirm={() => void remove()}
      />
    </>
  );
}
