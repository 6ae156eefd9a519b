"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { shortToken } from "@/components/short-token";
import { Code } from "@/components/ui/code";
import type { TokenDto } from "@/lib/console/tokens";
import { CredentialState } from "./credential-state";
import { RevokeToken } from "./revoke-token";

export interface TokenRowProps {
  organizationSlug: string;
  token: TokenDto;
  now: Date;
  mayRevoke: boolean;
}

export function TokenRow({ organizationSlug, token, now, mayRevoke }: TokenRowProps) {
  const t = useTranslations("tokens");
  const { name, createdAt, createdBy, lastUsedAt, lastUsedIp, expiresAt, revokedAt, noExpiryReason } = token;
  const live = revokedAt === null && (expiresAt === null || expiresAt > now);
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5 px-3 py-2.5 sm:grid-cols-[minmax(0,1fr)_9rem_8.5rem_auto]">
      <div className="min-w-0">
        <Code>{shortToken(token)}</Code>
        <p className="text-muted text-[13px] break-words">
          {t.rich("madeBy", { name, by: createdBy, when: () => <RelativeTime date={createdAt} /> })}
        </p>
        {noExpiryReason === null ? null : (
          <p className="text-muted text-[13px] break-words">{t("noEndBecause", { reason: noExpiryReason })}</p>
        )}
      </div>
      <div className="text-muted order-3 min-w-0 text-[13px] sm:order-none">
        {lastUsedAt === null ? t("neverUsed") : t.rich("used", { when: () => <RelativeTime date={lastUsedAt} /> })}
        {lastUsedIp === null ? null : <div className="text-faint truncate">{t("usedFrom", { ip: lastUsedIp })}</div>}
      </div>
      <div className="order-4 justify-self-end sm:order-none sm:justify-self-start">
        <CredentialState {...token} now={now} />
      </div>
      <div className="order-2 justify-self-end sm:order-none">
        {live && mayRevoke ? <RevokeToken organizationSlug={organizationSlug} token={token} /> : null}
      </div>
    </li>
  );
}
