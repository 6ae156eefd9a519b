"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MakeFirstToken } from "../../_components/make-first-token";
import { NewTokenDialog } from "../../_components/new-token-dialog";
import { ShownTokenDialog } from "@/components/shown-token-dialog";
import { TokenList } from "../../_components/token-list";
import type { CredentialsProps } from "./credentials-props";

/** The API token: made by one press, shown once; afterwards which there are, and what to do when one is lost. */
export function TokenCredentials(props: CredentialsProps) {
  const t = useTranslations("guide");
  const words = useTranslations("tokens");
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<string>();
  const { organizationSlug, directoryId, provider, shortProvider, tokens, mayCreate, mayRevoke } = props;
  const label = t(`values.${provider}.token`);
  return (
    <div className="grid gap-1.5">
      {tokens.length === 0 ? (
        <>
          <p className="font-medium">{label}</p>
          <p className="text-muted text-[13px]">{t(mayCreate ? "tokenNone" : "noRight")}</p>
          {mayCreate ? (
            <div className="mt-1">
              <MakeFirstToken organizationSlug={organizationSlug} directoryId={directoryId} onMade={setShown} />
            </div>
          ) : null}
        </>
      ) : (
        <>
          <TokenList
            organizationSlug={organizationSlug}
            label={label}
            provider={shortProvider}
            tokens={tokens}
            mayCreate={mayCreate}
            mayRevoke={mayRevoke}
            onMade={setShown}
          />
          {mayCreate ? (
            <div className="-ml-2.5">
              <NewTokenDialog
                organizationSlug={organizationSlug}
                directoryId={directoryId}
                defaultName={words("defaultName")}
                onMade={setShown}
              />
            </div>
          ) : null}
        </>
      )}
      <ShownTokenDialog token={shown} provider={shortProvider} onClose={() => setShown(undefined)} />
    </div>
  );
}
