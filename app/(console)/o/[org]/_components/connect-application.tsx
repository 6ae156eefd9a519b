"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { ConnectForm, type ConnectFormProps } from "./connect-form";

export function ConnectApplication(props: ConnectFormProps) {
  const t = useTranslations("connect");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          {t("title")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("text")} closeLabel={common("close")}>
        <ConnectForm {...props} />
      </DialogContent>
    </Dialog>
  );
}
