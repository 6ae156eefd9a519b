"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ShownTokenDialog } from "@/components/shown-token-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { useAction } from "@/components/use-action";
import { createLinkTokenAction } from "../_actions/create-link-token";

const tokenDays = 365;

export interface GuideTokenProps {
  secret: string;
  tenantUrl: string;
  provider: string;
}

/** The two values that the identity provider needs. */
export function GuideToken({ secret, tenantUrl, provider }: GuideTokenProps) {
  const t = useTranslations("connection");
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<string>();
  const { pending, run } = useAction();

  async function make(): Promise<void> {
    const made = await run(() => createLinkTokenAction(secret, { expiresInDays: tokenDays }));
    if (made !== undefined) setShown(made.value.token);
  }

  return (
    <Card aria-label={t("title")} className="grid justify-items-start gap-4 p-4">
      <CopyField label={t("entra.url")} value={tenantUrl} className="w-full" />
      <Button variant="primary" pending={pending} onClick={() => void make()}>
        <KeyRound aria-hidden />
        {pending ? t("showing") : t("show")}
      </Button>
      <ShownTokenDialog token={shown} provider={provider} onClose={() => setShown(undefined)} />
    </Card>
  );
}
