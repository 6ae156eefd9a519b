"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PastedField } from "@/components/guide/pasted-field";
import { ShownTokenDialog } from "@/components/shown-token-dialog";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { GuideProvider } from "@/lib/applications/guide-steps";
import { createLinkTokenAction } from "../_actions/create-link-token";

const tokenDays = 365;

export interface LinkCredentialsProps {
  secret: string;
  provider: GuideProvider;
  /** "Entra ID". */
  shortProvider: string;
  tenantUrl: string;
  /** Whether something connects the directory already. */
  hasCredential: boolean;
}

/** The two values to paste. A token is made by one press and shown once; which others there are is not told. */
export function LinkCredentials({ secret, provider, shortProvider, tenantUrl, hasCredential }: LinkCredentialsProps) {
  const t = useTranslations("guide");
  const words = useTranslations("guideLinks");
  const connection = useTranslations("connection");
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<string>();
  const { pending, run } = useAction();

  async function make(): Promise<void> {
    const made = await run(() => createLinkTokenAction(secret, { expiresInDays: tokenDays }));
    if (made !== undefined) setShown(made.value.token);
  }

  return (
    <div className="grid gap-4">
      <PastedField label={t(`values.${provider}.tenantUrl`)} value={tenantUrl} />
      <div className="grid justify-items-start gap-1.5">
        <p className="font-medium">{t(`values.${provider}.token`)}</p>
        <p className="text-muted text-[13px]">{hasCredential ? words("tokenAgain") : words("tokenNone")}</p>
        <Button
          variant={hasCredential ? "secondary" : "primary"}
          className="mt-1"
          pending={pending}
          onClick={() => void make()}
        >
          <KeyRound aria-hidden />
          {pending ? connection("showing") : hasCredential ? words("makeAnother") : connection("show")}
        </Button>
      </div>
      <ShownTokenDialog token={shown} provider={shortProvider} onClose={() => setShown(undefined)} />
    </div>
  );
}
