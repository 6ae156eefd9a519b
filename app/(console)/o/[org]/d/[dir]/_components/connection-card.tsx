"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TestConnection } from "@/components/test-connection/test-connection";
import { Card, CardHeader } from "@/components/ui/card";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { TokenDto } from "@/lib/console/tokens";
import { testConnectionAction } from "../_actions/test-connection";
import { ConnectionValues } from "./connection-values";
import { MakeFirstToken } from "./make-first-token";
import { NewTokenDialog } from "./new-token-dialog";
import { providerTabs, type ProviderTab } from "./provider-tab";
import { ShownTokenDialog } from "@/components/shown-token-dialog";
import { TokenList } from "./token-list";

export interface ConnectionCardProps {
  organizationSlug: string;
  directoryId: string;
  provider: ProviderTab;
  /** "Entra ID". */
  shortProvider: string;
  tenantUrl: string;
  tokens: readonly TokenDto[];
  mayCreate: boolean;
  mayRevoke: boolean;
}

const tabLabels = { entra: "tabEntra", okta: "tabOkta", other: "tabOther" } as const;

/** The two values that the identity provider needs. Before the first token there is one button, which makes it. */
export function ConnectionCard(props: ConnectionCardProps) {
  const t = useTranslations("connection");
  const words = useTranslations("tokens");
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<string>();
  const { organizationSlug, directoryId, provider, shortProvider } = props;

  return (
    <Card aria-labelledby="connection-title">
      <CardHeader
        id="connection-title"
        title={t("title")}
        aside={
          props.tokens.length > 0 && props.mayCreate ? (
            <NewTokenDialog
              organizationSlug={organizationSlug}
              directoryId={directoryId}
              defaultName={words("defaultName")}
              onMade={setShown}
            />
          ) : undefined
        }
      />
      {props.tokens.length === 0 ? (
        <div className="grid justify-items-start gap-4 p-4">
          <p className="text-muted max-w-xl">{t("intro", { provider: shortProvider })}</p>
          {props.mayCreate ? (
            <MakeFirstToken organizationSlug={organizationSlug} directoryId={directoryId} onMade={setShown} />
          ) : null}
        </div>
      ) : (
        <Tabs defaultValue={provider}>
          <TabsList aria-label={t("tabs")}>
            {providerTabs.map((tab) => (
              <TabsTrigger key={tab} value={tab}>
                {t(tabLabels[tab])}
              </TabsTrigger>
            ))}
          </TabsList>
          {providerTabs.map((tab) => (
            <TabsContent key={tab} value={tab} className="grid gap-5 p-4">
              <ConnectionValues provider={tab} tenantUrl={props.tenantUrl} />
              <TokenList
                organizationSlug={organizationSlug}
                label={t(`${tab}.token`)}
                provider={t(tabLabels[tab])}
                tokens={props.tokens}
                mayCreate={props.mayCreate}
                mayRevoke={props.mayRevoke}
                onMade={setShown}
              />
            </TabsContent>
          ))}
        </Tabs>
      )}
      {props.tokens.length > 0 && props.mayCreate ? (
        <div className="border-t p-4">
          <TestConnection
            provider={shortProvider}
            start={(token) => testConnectionAction(organizationSlug, { directoryId, token })}
          />
        </div>
      ) : null}
      <ShownTokenDialog token={shown} provider={shortProvider} onClose={() => setShown(undefined)} />
    </Card>
  );
}
