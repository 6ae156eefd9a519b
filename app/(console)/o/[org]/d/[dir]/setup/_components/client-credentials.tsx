"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PastedField } from "@/components/guide/pasted-field";
import { useCurrentTime } from "@/components/use-current-time";
import { ClientRow } from "../../_components/oauth/client-row";
import { NewClientDialog } from "../../_components/oauth/new-client-dialog";
import { ShownClientDialog, type ShownClient } from "../../_components/oauth/shown-client-dialog";
import type { CredentialsProps } from "./credentials-props";

/** The OAuth 2.0 way: the token endpoint, and the clients that prove themselves by a secret or by a token of their own. */
export function ClientCredentials({ way, ...props }: CredentialsProps & { way: "oauth" | "federation" }) {
  const t = useTranslations("guide");
  const now = useCurrentTime();
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<ShownClient>();
  const { organizationSlug, directoryId, provider, shortProvider, tokenEndpoint, mayCreate, mayRevoke } = props;
  const clients = props.clients.filter(
    ({ revokedAt, federation }) => revokedAt === null && (federation === null) === (way === "oauth"),
  );
  return (
    <div className="grid gap-4">
      <PastedField label={t(`values.${provider}.tokenEndpoint`)} value={tokenEndpoint} />
      {clients.length === 0 ? (
        <p className="text-muted text-[13px]">{t(mayCreate ? "clientNone" : "noRight")}</p>
      ) : (
        <ul className="grid gap-4">
          {clients.map((client) => (
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
      {mayCreate ? (
        <div className="-ml-2.5">
          <NewClientDialog
            organizationSlug={organizationSlug}
            directoryId={directoryId}
            proof={way === "oauth" ? "secret" : "federation"}
            onMade={setShown}
          />
        </div>
      ) : null}
      <ShownClientDialog
        shown={shown}
        tokenEndpoint={tokenEndpoint}
        provider={shortProvider}
        onClose={() => setShown(undefined)}
      />
    </div>
  );
}
