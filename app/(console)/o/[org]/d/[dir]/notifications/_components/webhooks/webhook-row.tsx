"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useId, useState } from "react";
import { toast } from "sonner";
import { RelativeTime } from "@/components/relative-time";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import { useCurrentTime } from "@/components/use-current-time";
import type { ListedWebhook, WebhookDto } from "@/lib/console/webhooks";
import { changeWebhookAction } from "../../_actions/change-webhook";
import { removeWebhookAction } from "../../_actions/remove-webhook";
import { RotateWebhookDialog } from "./rotate-webhook-dialog";
import { TestWebhook } from "./test-webhook";
import { WebhookDialog } from "./webhook-dialog";
import type { WebhookPlace } from "./webhook-place";

export interface WebhookRowProps {
  place: WebhookPlace;
  webhook: ListedWebhook;
  mayChange: boolean;
  /** A new signing secret was made, and must be shown now. */
  onSecret: (secret: string) => void;
}

export function WebhookRow({ place, webhook, mayChange, onSecret }: WebhookRowProps) {
  const t = useTranslations("webhooks");
  const { url, events, previousUntil, offSince, createdAt, createdBy } = webhook;
  const now = useCurrentTime();
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <Code className="break-all">{url}</Code>
          <p className="text-muted mt-1 text-[13px] break-words">{events.join(", ")}</p>
          <p className="text-muted text-[13px] break-words">
            {t.rich("addedBy", { by: createdBy, when: () => <RelativeTime date={createdAt} /> })}
          </p>
          {previousUntil === null || previousUntil <= now ? null : (
            <p className="text-warning text-[13px]">
              {t.rich("rotating", { when: () => <RelativeTime date={previousUntil} distance="always" /> })}
            </p>
          )}
        </div>
        {mayChange ? (
          <Acts place={place} webhook={webhook} onSecret={onSecret} />
        ) : (
          <Badge tone={offSince === null ? "success" : "neutral"}>{t(offSince === null ? "on" : "off")}</Badge>
        )}
      </div>
      <State webhook={webhook} />
      {webhook.failed === 0 ? null : (
        <p className="text-[13px]">
          <Link
            href={`?state=failed&webhook=${webhook.id}#deliveries`}
            className="text-danger rounded-sm underline-offset-4 hover:underline"
          >
            {t("undelivered", { count: webhook.failed })}
          </Link>
        </p>
      )}
      {mayChange ? <TestWebhook place={place} webhook={webhook} /> : null}
    </li>
  );
}

/** That it is off, why, and what becomes of what waits for it; or that it is about to be. */
function State({ webhook: { offSince, offBecause, failingSince, parked } }: { webhook: ListedWebhook }) {
  const t = useTranslations("webhooks");
  if (offSince === null && failingSince === null) return null;
  if (offSince !== null && offBecause === null && parked === 0) return null;
  const why =
    offSince === null ? "failing" : offBecause === "gone" ? "gone" : offBecause === "failing" ? "failed" : undefined;
  const when = () => <RelativeTime date={offSince ?? failingSince ?? new Date()} distance="always" />;
  return (
    <p className="bg-warning-soft text-warning rounded-lg px-3 py-2 text-[13px]">
      {why === undefined ? null : t.rich(why, { when })} {offSince === null ? null : t("waits", { count: parked })}
    </p>
  );
}

interface ActsProps {
  place: WebhookPlace;
  webhook: WebhookDto;
  onSecret: (secret: string) => void;
}

function Acts({ place, webhook, onSecret }: ActsProps) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const id = useId();
  const [opened, setOpened] = useState<"edit" | "rotate" | "remove">();
  const { pending, run } = useAction();
  const { organizationSlug, directoryId } = place;
  const { url } = webhook;
  const one = { directoryId, webhookId: webhook.id };
  const close = () => setOpened(undefined);

  async function turn(enabled: boolean): Promise<void> {
    const done = await run(() => changeWebhookAction(organizationSlug, { ...one, enabled }));
    if (done === undefined) return;
    toast.success(enabled ? t("turnedOn", { count: done.value.resumed }) : t("turnedOff"));
  }

  async function remove(): Promise<void> {
    const done = await run(() => removeWebhookAction(organizationSlug, one));
    close();
    if (done !== undefined) toast.success(t("removed"));
  }

  return (
    <div className="flex items-center gap-2.5">
      <Switch
        id={id}
        aria-label={t("onNamed", { url })}
        checked={webhook.offSince === null}
        disabled={pending}
        onCheckedChange={(on) => void turn(on)}
      />
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="iconSm" aria-label={t("moreNamed", { url })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setOpened("edit")}>{t("edit")}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpened("rotate")}>{t("rotate")}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpened("remove")}>{t("remove")}</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <WebhookDialog open={opened === "edit"} place={place} webhook={webhook} onClose={close} onDone={close} />
      <RotateWebhookDialog
        open={opened === "rotate"}
        place={place}
        webhook={webhook}
        onClose={close}
        onMade={(secret) => {
          close();
          onSecret(secret);
        }}
      />
      <AlertDialog
        open={opened === "remove"}
        onOpenChange={(opens) => (opens ? undefined : close())}
        title={t("removeTitle")}
        description={t.rich("removeText", { c: (chunks) => <Code className="break-all">{chunks}</Code>, url })}
        cancelLabel={common("cancel")}
        confirmLabel={t("remove")}
        pending={pending}
        onConfirm={() => void remove()}
      />
    </div>
  );
}
