"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";

export interface ShownTokenDialogProps {
  /** Undefined: closed. */
  token: string | undefined;
  provider: string;
  onClose: () => void;
}

/** Shows a token the only time that it can be seen. Leaving without saying that it is stored asks once. */
export function ShownTokenDialog({ token, provider, onClose }: ShownTokenDialogProps) {
  const t = useTranslations("tokens");
  const common = useTranslations("common");
  const id = useId();
  const [stored, setStored] = useState(false);
  const [asking, setAsking] = useState(false);

  function close(): void {
    setAsking(false);
    setStored(false);
    onClose();
  }

  return (
    <Dialog open={token !== undefined} onOpenChange={(open) => (open ? undefined : stored ? close() : setAsking(true))}>
      <DialogContent title={t("shownTitle")} description={t("shownText")}>
        <DialogBody>
          <CopyField label={t("token")} value={token ?? ""} />
          <div className="flex items-center gap-2.5">
            <Checkbox id={id} checked={stored} onCheckedChange={(checked) => setStored(checked === true)} />
            <label htmlFor={id}>{t("stored", { provider })}</label>
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="primary" disabled={!stored} onClick={close}>
            {common("done")}
          </Button>
        </DialogFooter>
        <AlertDialog
          open={asking}
          onOpenChange={setAsking}
          title={t("closeTitle")}
          description={t("closeText")}
          cancelLabel={t("closeBack")}
          confirmLabel={t("closeConfirm")}
          onConfirm={close}
        />
      </DialogContent>
    </Dialog>
  );
}
