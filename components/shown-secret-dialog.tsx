"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type ReactNode } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";

export interface ShownSecretDialogProps {
  open: boolean;
  title: string;
  text: string;
  /** What is asked before it closes with the secret unseen. */
  closeTitle: string;
  closeText: string;
  closeBack: string;
  /** What is ticked before it closes without asking. */
  stored: string;
  onClose: () => void;
  /** What there is to copy. */
  children: ReactNode;
}

/** Shows a secret the only time that it can be seen. Leaving without saying that it is stored asks once. */
export function ShownSecretDialog({ open, onClose, children, ...words }: ShownSecretDialogProps) {
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
    <Dialog open={open} onOpenChange={(opens) => (opens ? undefined : stored ? close() : setAsking(true))}>
      <DialogContent title={words.title} description={words.text}>
        <DialogBody>
          {children}
          <div className="flex items-center gap-2.5">
            <Checkbox id={id} checked={stored} onCheckedChange={(checked) => setStored(checked === true)} />
            <label htmlFor={id}>{words.stored}</label>
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
          title={words.closeTitle}
          description={words.closeText}
          cancelLabel={words.closeBack}
          confirmLabel={t("closeConfirm")}
          onConfirm={close}
        />
      </DialogContent>
    </Dialog>
  );
}
