"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PastedField } from "@/components/guide/pasted-field";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { authenticationsOf, type Authentication } from "@/lib/applications/guide-steps";
import { ClientCredentials } from "./client-credentials";
import type { CredentialsProps } from "./credentials-props";
import { TokenCredentials } from "./token-credentials";

/** Everything that is pasted to connect, and how the identity provider authenticates: by a token, or by OAuth 2.0. */
export function CredentialsControl(props: CredentialsProps) {
  const t = useTranslations("guide");
  const { provider, shortProvider, tenantUrl } = props;
  const ways = authenticationsOf[provider];
  const [chosen, setChosen] = useState<Authentication>(() => usedBy(props));
  const current = ways.includes(chosen) ? chosen : "bearer";
  const values = <PastedField label={t(`values.${provider}.tenantUrl`)} value={tenantUrl} />;
  const content = (way: Authentication) => (
    <div className="grid gap-4">
      {way === "bearer" ? null : (
        <p className="text-muted text-[13px]">{t(`authentication.${way}Text`, { provider: shortProvider })}</p>
      )}
      {values}
      {way === "bearer" ? <TokenCredentials {...props} /> : <ClientCredentials {...props} way={way} />}
    </div>
  );
  if (ways.length === 1) return content("bearer");
  return (
    <Tabs
      value={current}
      onValueChange={(value) => setChosen(ways.find((way) => way === value) ?? "bearer")}
      className="grid max-w-3xl gap-4"
    >
      <TabsList aria-label={t("authentication.label", { provider: shortProvider })} className="px-0">
        {ways.map((way) => (
          <TabsTrigger key={way} value={way}>
            {t(`authentication.${way}`)}
          </TabsTrigger>
        ))}
      </TabsList>
      {ways.map((way) => (
        <TabsContent key={way} value={way}>
          {content(way)}
        </TabsContent>
      ))}
    </Tabs>
  );
}

/** What the directory authenticates by already; a token if by nothing yet. */
function usedBy({ tokens, clients }: CredentialsProps): Authentication {
  const client = clients.find(({ revokedAt }) => revokedAt === null);
  if (client === undefined || tokens.some(({ revokedAt }) => revokedAt === null)) return "bearer";
  return client.federation === null ? "oauth" : "federation";
}
