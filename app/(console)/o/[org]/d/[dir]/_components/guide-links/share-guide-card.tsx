"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useCurrentTime } from "@/components/use-current-time";
import type { GuideLinkDto } from "@/lib/console/guide-links";
import { GuideLinkRow, isLiveLink } from "./guide-link-row";
import { NewGuideLinkDialog } from "./new-guide-link-dialog";
import { ShownGuideLinkDialog } from "./shown-guide-link-dialog";

export interface ShareGuideCardProps {
  organizationSlug: string;
  directoryId: string;
  links: readonly GuideLinkDto[];
  mayCreate: boolean;
  mayRevoke: boolean;
}

/** Links that give the guide to somebody who has no account here. */
export function ShareGuideCard({ organizationSlug, directoryId, links, mayCreate, mayRevoke }: ShareGuideCardProps) {
  const t = useTranslations("guideLinks");
  const now = useCurrentTime();
  const [endedShown, setEndedShown] = useState(false);
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [shown, setShown] = useState<string>();
  const ended = links.filter((link) => !isLiveLink(link, now));
  const visible = endedShown ? links : links.filter((link) => isLiveLink(link, now));
  return (
    <Card aria-labelledby="guide-links-title">
      <CardHeader
        id="guide-links-title"
        title={t("title")}
        aside={
          mayCreate ? (
            <NewGuideLinkDialog organizationSlug={organizationSlug} directoryId={directoryId} onMade={setShown} />
          ) : undefined
        }
      />
      <div className="grid gap-3 p-4">
        <p className="text-muted max-w-2xl">{t("intro")}</p>
        {visible.length === 0 ? null : (
          <ul className="divide-y rounded-lg border">
            {visible.map((link) => (
              <GuideLinkRow
                key={link.id}
                organizationSlug={organizationSlug}
                link={link}
                now={now}
                mayRevoke={mayRevoke}
              />
            ))}
          </ul>
        )}
        {ended.length === 0 ? null : (
          <Button
            variant="link"
            size="sm"
            className="justify-self-end"
            aria-expanded={endedShown}
            onClick={() => setEndedShown(!endedShown)}
          >
            {endedShown ? t("hideEnded") : t("showEnded", { count: ended.length })}
          </Button>
        )}
      </div>
      <ShownGuideLinkDialog url={shown} onClose={() => setShown(undefined)} />
    </Card>
  );
}
