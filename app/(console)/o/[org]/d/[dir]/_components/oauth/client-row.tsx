"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import type { ClientDto } from "@/lib/console/oauth-clients";
import { revokeOAuthClientAction } from "../../_actions/revoke-oauth-client";
import { RevokeCredential } from "../revoke-credential";
import { EditFederationDialog } from "./edit-federation-dialog";
import { NewSecretDialog } from "./new-secret-dialog";
import { SecretRow } from "./secret-row";
import type { ShownClient } from "./shown-client-dialog";

export interface ClientRowProps {
  organizationSlug: string;
  client: ClientDto;
  now: Date;
  mayCreate: boolean;
  mayRevoke: boolean;
  /** A new secret was made. */
  onSecret: (client: ShownClient) => void;
}

/** One OAuth client: who it is, what it proves itself by, and what can be done with it. */
export function ClientRow({ organizationSlug, client, now, mayCreate, mayRevoke, onSecret }: ClientRowProps) {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const id = useId();
  const { name, identifier, createdAt, createdBy, lastUsedAt, revokedAt, federation, secrets } = client;
  const live = revokedAt === null;
  return (
    <li aria-labelledby={id} className="rounded-lg border">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-3 py-2.5 sm:flex-nowrap">
        <div className="min-w-0">
          <h3 id={id} className="font-medium break-words">
            {name}
          </h3>
          <div className="flex min-w-0 items-center gap-1">
            <Code>{identifier}</Code>
            <CopyButton label={t("clientIdentifier")} value={identifier} />
          </div>
          <p className="text-muted text-[13px] break-words">
            {t.rich("madeBy", { by: createdBy, when: () => <RelativeTime date={createdAt} /> })}
            {" · "}
            {lastUsedAt === null
              ? tokens("neverUsed")
              : tokens.rich("used", { when: () => <RelativeTime date={lastUsedAt} /> })}
            {" · "}
            {t("accessTokensLive", { count: client.accessTokenHours })}
          </p>
        </div>
        {revokedAt === null ? null : (
          <Badge>
            <span>{tokens.rich("revokedWhen", { when: () => <RelativeTime date={revokedAt} /> })}</span>
          </Badge>
        )}
        {live ? (
          <div className="flex shrink-0 flex-wrap gap-2">
            {mayCreate && federation === null ? (
              <NewSecretDialog organizationSlug={organizationSlug} client={client} onMade={onSecret} />
            ) : null}
            {mayCreate && federation !== null ? (
              <EditFederationDialog organizationSlug={organizationSlug} client={client} />
            ) : null}
            {mayRevoke ? (
              <RevokeCredential
                label={t("revokeNamed", { name })}
                title={tokens("revokeTitle", { name })}
                text={t("revokeText")}
                confirm={t("revokeConfirm")}
                done={tokens("revokedToast", { name })}
                lastUsedAt={lastUsedAt}
                revoke={() => revokeOAuthClientAction(organizationSlug, { clientId: client.id })}
              >
                {t("revoke")}
              </RevokeCredential>
            ) : null}
          </div>
        ) : null}
      </div>
      {federation === null ? null : (
        <dl className="grid gap-x-4 gap-y-1 border-t px-3 py-2.5 text-[13px] sm:grid-cols-[7.5rem_minmax(0,1fr)]">
          <Fact term={t("issuer")}>{federation.issuer}</Fact>
          <Fact term={t("subject")}>{federation.subject}</Fact>
          <Fact term={t("audience")}>{federation.audience}</Fact>
          {federation.jwksUrl === null ? null : <Fact term={t("jwksUrl")}>{federation.jwksUrl}</Fact>}
        </dl>
      )}
      {secrets.length === 0 ? null : (
        <ul aria-label={t("secrets", { name })} className="@container divide-y border-t">
          {secrets.map((secret) => (
            <SecretRow
              key={secret.id}
              organizationSlug={organizationSlug}
              clientName={name}
              secret={secret}
              now={now}
              mayRevoke={live && mayRevoke}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0">
        <Code>{children}</Code>
      </dd>
    </>
  );
}
