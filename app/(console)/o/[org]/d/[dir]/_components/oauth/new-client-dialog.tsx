"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { FederatedClientForm } from "./federated-client-form";
import { SecretClientForm } from "./secret-client-form";
import type { ShownClient } from "./shown-client-dialog";

export interface NewClientDialogProps {
  organizationSlug: string;
  directoryId: string;
  /** Chosen already; else the dialog asks. */
  proof?: "secret" | "federation";
  onMade: (client: ShownClient) => void;
}

/** A new OAuth client, which proves itself by a secret or by a token of its own issuer. */
export function NewClientDialog({ organizationSlug, directoryId, proof, onMade }: NewClientDialogProps) {
  const t = useTranslations("oauth");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const place = { organizationSlug, directoryId };
  const bySecret = (
    <SecretClientForm
      {...place}
      onMade={(client) => {
        setOpen(false);
        onMade(client);
      }}
    />
  );
  const byFederation = (
    <FederatedClientForm
      {...place}
      onMade={(name) => {
        setOpen(false);
        toast.success(t("federated", { name }));
      }}
    />
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" className="max-sm:-ml-2.5">
          <Plus aria-hidden />
          {t("new")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("newTitle")} description={t("newText")} closeLabel={common("close")}>
        {proof === "secret" ? bySecret : null}
        {proof === "federation" ? byFederation : null}
        {proof === undefined ? (
          <Tabs defaultValue="secret" className="mt-2">
            <TabsList aria-label={t("proof")} className="px-6">
              <TabsTrigger value="secret">{t("bySecret")}</TabsTrigger>
              <TabsTrigger value="federation">{t("byFederation")}</TabsTrigger>
            </TabsList>
            <TabsContent value="secret">{bySecret}</TabsContent>
            <TabsContent value="federation">{byFederation}</TabsContent>
          </Tabs>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
