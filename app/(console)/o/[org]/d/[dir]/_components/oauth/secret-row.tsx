"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Code } from "@/components/ui/code";
import type { ClientSecretDto } from "@/lib/console/oauth-clients";
import { isLive } from "@/lib/credentials/credential-end";
import { revokeClientSecretAction } from "../../_actions/revoke-client-secret";
import { CredentialState } from "../credential-state";
import { RevokeCredential } from "../revoke-credential";

export interface SecretRowProps {
  organizationSlug: string;
  clientName: string;
  secret: ClientSecretDto;
  now: Date;
  mayRevoke: boolean;
}

export function SecretRow({ organizationSlug, clientName, secret, now, mayRevoke }: SecretRowProps) {
  const t = useTranslations("oauth");
  const tokens = useTranslations("tokens");
  const { id, lastFour, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = secret;
  const live = isLive(secret, now);
  const short = t("secretEnding", { lastFour });
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5 px-3 py-2.5 @2xl:grid-cols-[minmax(0,1fr)_9rem_8.5rem_5rem]">
      <div className="min-w-0">
        <Code>{short}</Code>
        <p className="text-muted text-[13px] break-words">
          {t.rich("madeBy", { by: createdBy, when: () => <RelativeTime date={createdAt} /> })}
        </p>
      </div>
      <div className="text-muted order-3 min-w-0 text-[13px] @2xl:order-none">
        {lastUsedAt === null
          ? tokens("neverUsed")
          : tokens.rich("used", { when: () => <RelativeTime date={lastUsedAt} /> })}
      </div>
      <div className="order-4 justify-self-end @2xl:order-none @2xl:justify-self-start">
        <CredentialState expiresAt={expiresAt} revokedAt={revokedAt} now={now} />
      </div>
      <div className="order-2 justify-self-end @2xl:order-none">
        {live && mayRevoke ? (
          <RevokeCredential
            label={t("revokeSecretNamed", { lastFour, name: clientName })}
            title={t("revokeSecretTitle", { lastFour })}
            text={t("revokeSecretText", { name: clientName })}
            confirm={t("revokeSecretConfirm")}
            done={t("revokedSecretToast", { lastFour })}
            lastUsedAt={lastUsedAt}
            revoke={() => revokeClientSecretAction(organizationSlug, { secretId: id })}
          />
        ) : null}
      </div>
    </li>
  );
}
