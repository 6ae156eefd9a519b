"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { GuideLinkDto } from "@/lib/console/guide-links";
import { revokeGuideLinkAction } from "../../_actions/revoke-guide-link";
import { RevokeCredential } from "../revoke-credential";

export interface GuideLinkRowProps {
  organizationSlug: string;
  link: GuideLinkDto;
  now: Date;
  mayRevoke: boolean;
}

export const isLiveLink = ({ revokedAt, expiresAt }: GuideLinkDto, now: Date): boolean =>
  revokedAt === null && expiresAt > now;

export function GuideLinkRow({ organizationSlug, link, now, mayRevoke }: GuideLinkRowProps) {
  const t = useTranslations("guideLinks");
  const { id, label, createdBy, createdAt, lastUsedAt } = link;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-40 flex-1">
        <p className="font-medium break-words">{label}</p>
        <p className="text-muted text-[13px] break-words">
          {t.rich("madeBy", { by: createdBy, when: () => <RelativeTime date={createdAt} /> })}
          {" · "}
          {lastUsedAt === null
            ? t("neverOpened")
            : t.rich("opened", { when: () => <RelativeTime date={lastUsedAt} /> })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <LinkState link={link} now={now} />
        {mayRevoke && isLiveLink(link, now) ? (
          <RevokeCredential
            label={t("revokeNamed", { label })}
            title={t("revokeTitle", { label })}
            text={t("revokeText")}
            confirm={t("revokeConfirm")}
            done={t("revokedToast", { label })}
            lastUsedAt={lastUsedAt}
            revoke={() => revokeGuideLinkAction(organizationSlug, { linkId: id })}
          />
        ) : null}
      </div>
    </li>
  );
}

/** That a link ends soon is no warning: it is made to. */
function LinkState({ link, now }: { link: GuideLinkDto; now: Date }) {
  const t = useTranslations("guideLinks");
  const { revokedAt, expiresAt } = link;
  const [word, date] =
    revokedAt !== null
      ? (["revoked", revokedAt] as const)
      : [isLiveLink(link, now) ? ("ends" as const) : ("expired" as const), expiresAt];
  return (
    <Badge tone={word === "ends" ? "success" : "neutral"}>
      <span>{t.rich(word, { when: () => <RelativeTime date={date} distance="always" /> })}</span>
    </Badge>
  );
}
