"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { createTokenAction } from "../_actions/create-token";
import { defaultTokenDays } from "./expiry-fields";

export interface MakeFirstTokenProps {
  organizationSlug: string;
  directoryId: string;
  onMade: (token: string) => void;
}

/** One press makes the first token: it asks nothing. */
export function MakeFirstToken({ organizationSlug, directoryId, onMade }: MakeFirstTokenProps) {
  const t = useTranslations("connection");
  const words = useTranslations("tokens");
  const { pending, run } = useAction();

  async function make(): Promise<void> {
    const name = words("defaultName");
    const made = await run(() =>
      createTokenAction(organizationSlug, { directoryId, name, expiresInDays: defaultTokenDays }),
    );
    if (made !== undefined) onMade(made.value.token);
  }

  return (
    <Button variant="primary" pending={pending} onClick={() => void make()}>
      <KeyRound aria-hidden />
      {pending ? t("showing") : t("show")}
    </Button>
  );
}
