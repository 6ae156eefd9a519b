"use client";

import { useTranslations } from "next-intl";
import { useQueryState } from "nuqs";
import { useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { isLive } from "@/lib/credentials/credential-end";
import { shortToken } from "@/lib/credentials/short-token";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import type { TokenDto } from "@/lib/console/tokens";
import { CredentialState } from "./credential-state";
import { RevokeToken } from "./revoke-token";
import { RotateTokenDialog } from "./rotate-token-dialog";
import { RotationProgress } from "./rotation-progress";

export interface TokenRowProps {
  organizationSlug: string;
  provider: string;
  token: TokenDto;
  /** The live token that takes its place: a rotation runs. */
  replacement: TokenDto | undefined;
  /** Whether it takes the place of a live token itself. */
  replaces: boolean;
  now: Date;
  mayCreate: boolean;
  mayRevoke: boolean;
  onMade: (token: string) => void;
}

export function TokenRow({ organizationSlug, token, replacement, now, mayRevoke, ...props }: TokenRowProps) {
  const t = useTranslations("tokens");
  const rotation = useTranslations("rotation");
  // In the address, so that a reminder leads to the dialog.
  const [wanted, setWanted] = useQueryState("rotate");
  const [lost, setLost] = useState(false);
  const { name, createdAt, createdBy, lastUsedAt, lastUsedIp, expiresAt, revokedAt, noExpiryReason } = token;
  // A rotation leaves two of one name side by side.
  const named = { name: `${name}, ${shortToken(token)}` };
  const live = isLive(token, now);
  const mayRotate = live && replacement === undefined && !props.replaces && props.mayCreate && mayRevoke;
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5 px-3 py-2.5 @2xl:grid-cols-[minmax(0,1fr)_9rem_8.5rem_auto]">
      <div className="min-w-0">
        <Code className="whitespace-nowrap">{shortToken(token)}</Code>
        <p className="text-muted text-[13px] break-words">
          {t.rich("madeBy", { name, by: createdBy, when: () => <RelativeTime date={createdAt} /> })}
        </p>
        {noExpiryReason === null ? null : (
          <p className="text-muted text-[13px] break-words">{t("noEndBecause", { reason: noExpiryReason })}</p>
        )}
        {mayRotate ? (
          <Button variant="link" size="sm" aria-label={rotation("lostNamed", named)} onClick={() => setLost(true)}>
            {rotation("lost")}
          </Button>
        ) : null}
      </div>
      <div className="text-muted order-3 min-w-0 text-[13px] @2xl:order-none">
        {lastUsedAt === null ? t("neverUsed") : t.rich("used", { when: () => <RelativeTime date={lastUsedAt} /> })}
        {lastUsedIp === null ? null : <div className="text-faint truncate">{t("usedFrom", { ip: lastUsedIp })}</div>}
      </div>
      <div className="order-4 justify-self-end @2xl:order-none @2xl:justify-self-start">
        <CredentialState expiresAt={expiresAt} revokedAt={revokedAt} now={now} />
      </div>
      <div className="order-2 flex flex-wrap justify-end gap-1.5 justify-self-end @2xl:order-none">
        {mayRotate ? (
          <Button size="sm" aria-label={rotation("rotateNamed", named)} onClick={() => void setWanted(token.id)}>
            {rotation("rotate")}
          </Button>
        ) : null}
        {live && mayRevoke ? <RevokeToken organizationSlug={organizationSlug} token={token} /> : null}
      </div>
      {live && replacement !== undefined ? (
        <RotationProgress
          organizationSlug={organizationSlug}
          provider={props.provider}
          old={token}
          replacement={replacement}
          now={now}
          mayCancel={mayRevoke}
        />
      ) : null}
      {mayRotate ? (
        <RotateTokenDialog
          open={lost ? "lost" : wanted === token.id ? "rotate" : undefined}
          organizationSlug={organizationSlug}
          provider={props.provider}
          token={token}
          onMade={props.onMade}
          onClose={() => {
            setLost(false);
            void setWanted(null);
          }}
        />
      ) : null}
    </li>
  );
}
