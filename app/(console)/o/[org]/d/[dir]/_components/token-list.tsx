"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCurrentTime } from "@/components/use-current-time";
import type { TokenDto } from "@/lib/console/tokens";
import { isLive } from "@/lib/credentials/credential-end";
import { TokenRow } from "./token-row";

export interface TokenListProps {
  organizationSlug: string;
  /** What the identity provider calls a token. */
  label: string;
  provider: string;
  tokens: readonly TokenDto[];
  mayCreate: boolean;
  mayRevoke: boolean;
  /** A token was made, and must be shown now. */
  onMade: (token: string) => void;
}

/** The tokens that work, and behind a button those that ended. */
export function TokenList({ organizationSlug, label, provider, tokens, ...rest }: TokenListProps) {
  const t = useTranslations("tokens");
  const connection = useTranslations("connection");
  const now = useCurrentTime();
  const id = useId();
  const [endedShown, setEndedShown] = useState(false);
  const isLiveNow = (token: TokenDto) => isLive(token, now);
  const ended = tokens.filter((token) => !isLiveNow(token));
  const shown = endedShown ? tokens : tokens.filter(isLiveNow);
  return (
    <section aria-labelledby={id} className="grid gap-1.5">
      <h3 id={id} className="font-medium">
        {connection("apiToken")}{" "}
        <span className="text-muted font-normal">{connection("tokenAs", { label, provider })}</span>
      </h3>
      {shown.length === 0 ? null : (
        <ul className="@container divide-y rounded-lg border">
          {shown.map((token) => (
            <TokenRow
              {...rest}
              key={token.id}
              organizationSlug={organizationSlug}
              provider={provider}
              token={token}
              replacement={tokens.find((other) => other.replacesTokenId === token.id && isLiveNow(other))}
              replaces={tokens.some((other) => other.id === token.replacesTokenId && isLiveNow(other))}
              now={now}
            />
          ))}
        </ul>
      )}
      <div className="text-muted flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-[13px]">
        <p>{connection("tokensOnce")}</p>
        {ended.length === 0 ? null : (
          <Button variant="link" size="sm" aria-expanded={endedShown} onClick={() => setEndedShown(!endedShown)}>
            {endedShown ? t("hideEnded") : t("showEnded", { count: ended.length })}
          </Button>
        )}
      </div>
    </section>
  );
}
