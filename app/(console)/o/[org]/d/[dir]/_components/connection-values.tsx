"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Code } from "@/components/ui/code";
import { CopyField } from "@/components/ui/copy-field";
import type { ProviderTab } from "./provider-tab";

/** The Tenant URL under the name that this identity provider has for it, and where it goes there. */
export function ConnectionValues({ provider, tenantUrl }: { provider: ProviderTab; tenantUrl: string }) {
  const t = useTranslations("connection");
  const id = useId();
  const label = t(`${provider}.url`);
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <CopyField id={id} label={label} value={tenantUrl} />
      <p className="text-muted text-[13px]">
        {t.rich(`${provider}.path`, {
          b: (chunks) => <strong className="text-foreground font-medium">{chunks}</strong>,
          c: (chunks) => <Code className="text-foreground">{chunks}</Code>,
        })}
      </p>
    </div>
  );
}
