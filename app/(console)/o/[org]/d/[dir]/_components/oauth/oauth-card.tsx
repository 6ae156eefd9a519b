"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { useCurrentTime } from "@/components/use-current-time";
import type { ClientDto } from "@/lib/console/oauth-clients";
import { ClientRow } from "./client-row";
import { NewClientDialog } from "./new-client-dialog";
import { ShownClientDialog, type ShownClient } from "./shown-client-dialog";

export interface OAuthCardProps {
  organizationSlug: string;
  directoryId: string;
  /** "Entra ID". */
  shortProvider: string;
  /** Undefined: another card shows it already. */
  tenantUrl: string | undefined;
  tokenEndpoint: string;
  clients: readonly ClientDto[];
  mayCreate: boolean;
  mayRevoke: boolean;
}

/** The other way to connect: no token that lives for years, but OAuth clients that fetch one for some hours. */
export function OAuthCard(props: OAuthCardProps) {
  const t = useTranslations("oauth");
  const now = useCurrentTime();
  const [endedShown, setEndedShown] = useState(false);
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<ShownClient>();
  const { organizationSlug, directoryId, tenantUrl, tokenEndpoint, clients, mayCreate, mayRevoke } = props;
  const ended = clients.filter(({ revokedAt }) => revokedAt !== null);
  const visible = endedShown ? clients : clients.filter(({ revokedAt }) => revokedAt === null);
  return (
    <Card aria-labelledby="oauth-title">
      <CardHeader
        id="oauth-title"
        title={t("title")}
        aside={
          mayCreate ? (
            <NewClientDialog organizationSlug={organizationSlug} directoryId={directoryId} onMade={setShown} />
          ) : undefined
        }
      />
      <div className="grid gap-5 p-4">
        <p className="text-muted max-w-2xl">{t("intro", { provider: props.shortProvider })}</p>
        {clients.length === 0 ? null : (
          <>
            {tenantUrl === undefined ? null : <Value label={t("tenantUrl")} value={tenantUrl} />}
            <Value label={t("tokenEndpoint")} value={tokenEndpoint} />
          </>
        )}
        {visible.length === 0 ? null : (
          <ul className="grid gap-4">
            {visible.map((client) => (
              <ClientRow
                key={client.id}
                organizationSlug={organizationSlug}
                client={client}
                now={now}
                mayCreate={mayCreate}
                mayRevoke={mayRevoke}
                onSecret={setShown}
              />
            ))}
          </ul>
        )}
        {ended.length === 0 ? null : (
          <Button
            variant="link"
            size="sm"
            className="justify-self-end"
            aria-expanded={endedShown}
            onClick={() => setEndedShown(!endedShown)}
          >
            {endedShown ? t("hideEnded") : t("showEnded", { count: ended.length })}
          </Button>
        )}
      </div>
      <ShownClientDialog
        shown={shown}
        tokenEndpoint={tokenEndpoint}
        provider={props.shortProvider}
        onClose={() => setShown(undefined)}
      />
    </Card>
  );
}

function Value({ label, value }: { label: string; value: string }) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <CopyField id={id} label={label} value={value} />
    </div>
  );
}
