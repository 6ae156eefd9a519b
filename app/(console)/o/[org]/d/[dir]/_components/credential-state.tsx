"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";

const dayMs = 24 * 60 * 60 * 1000;

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
  const days = (expiresAt.getTime() - now.getTime()) / dayMs;
  if (days <= 0) {
    return (
      <Badge tone="danger">
        <span>{t.rich("expired", { when: () => <RelativeTime date={expiresAt} /> })}</span>
      </Badge>
    );
  }
  return (
    <Badge tone={days <= 7 ? "danger" : days <= 30 ? "warning" : "neutral"}>
      <span>{t.rich("ends", { when: () => <RelativeTime date={expiresAt} distance="always" /> })}</span>
    </Badge>
  );
}
