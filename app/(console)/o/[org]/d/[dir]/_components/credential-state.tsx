"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { urgencyOf } from "@/lib/credentials/credential-end";

const tones = { later: "neutral", soon: "warning", urgent: "danger" } as const;

export interface CredentialStateProps {
  expiresAt: Date | null;
  revokedAt: Date | null;
  now: Date;
}

/** When a token or client secret ends or ended: amber from 30 days before, red from 7. */
export function CredentialState({ expiresAt, revokedAt, now }: CredentialStateProps) {
  const t = useTranslations("tokens");
  if (revokedAt !== null) {
    return <Badge>{<span>{t.rich("revokedWhen", { when: () => <RelativeTime date={revokedAt} /> })}</span>}</Badge>;
  }
  if (expiresAt === null) return <Badge>{t("noEnd")}</Badge>;
  const urgency = urgencyOf(expiresAt, now);
  if (urgency === "ended") {
    return (
      <Badge tone="danger">
        <span>{t.rich("expired", { when: () => <RelativeTime date={expiresAt} /> })}</span>
      </Badge>
    );
  }
  return (
    <Badge tone={tones[urgency]}>
      <span>{t.rich("ends", { when: () => <RelativeTime date={expiresAt} distance="always" /> })}</span>
    </Badge>
  );
}
