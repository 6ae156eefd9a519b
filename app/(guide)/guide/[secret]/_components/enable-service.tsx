"use client";

import { Power } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { enableServiceAction } from "../_actions/enable-service";

/** Turns the service on; whoever holds a link cannot turn it off. */
export function EnableService({ secret }: { secret: string }) {
  const t = useTranslations("guideLinks");
  const { pending, run } = useAction();
  return (
    <div>
      <Button variant="primary" pending={pending} onClick={() => void run(() => enableServiceAction(secret))}>
        <Power aria-hidden />
        {t("enable")}
      </Button>
    </div>
  );
}
