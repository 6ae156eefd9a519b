"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { ApplicationId } from "@/lib/applications/profile";
import { ConnectForm } from "./connect-form";

export interface ConnectApplicationProps {
  organizationSlug: string;
  applications: readonly { readonly id: ApplicationId; readonly name: string }[];
}

export function ConnectApplication(props: ConnectApplicationProps) {
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
