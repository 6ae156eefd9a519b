"use client";

import { useTranslations } from "next-intl";
import { shortToken } from "@/lib/credentials/short-token";
import type { TokenDto } from "@/lib/console/tokens";
import { revokeTokenAction } from "../_actions/revoke-token";
import { RevokeCredential } from "./revoke-credential";

export function RevokeToken({ organizationSlug, token }: { organizationSlug: string; token: TokenDto }) {
  const t = useTranslations("tokens");
  const { id, name, lastUsedAt } = token;
  const short = shortToken(token);
  return (
    <RevokeCredential
      label={t("revokeNamed", { name: `${name}, ${short}` })}
      title={t("revokeTitle", { name })}
      text={t("revokeText", { token: short })}
      confirm={t("revokeConfirm")}
      done={t("revokedToast", { name })}
      lastUsedAt={lastUsedAt}
      revoke={() => revokeTokenAction(organizationSlug, { tokenId: id })}
    />
  );
}
