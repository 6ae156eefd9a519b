"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { ListedWebhook } from "@/lib/console/webhooks";
import { webhooksMax } from "@/lib/inputs/webhook";
import { ShownWebhookSecret } from "./shown-webhook-secret";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookRow } from "./webhook-row";

export interface WebhooksCardProps {
  organizationSlug: string;
  directoryId: string;
  webhooks: readonly ListedWebhook[];
  mayChange: boolean;
}

/** Where the directory's events are sent, signed. */
export function WebhooksCard({ organizationSlug, directoryId, webhooks, mayChange }: WebhooksCardProps) {
  const t = useTranslations("webhooks");
  const [adding, setAdding] = useState(false);
  // Lives in this browser tab's memory alone, until the dialog that shows it is closed.
  const [secret, setSecret] = useState<string>();
  const place = { organizationSlug, directoryId };
  return (
    <Card aria-labelledby="webhooks-title">
      <CardHeader
        id="webhooks-title"
        title={t("title")}
        aside={
          mayChange && webhooks.length < webhooksMax ? (
            <Button variant="ghost" size="sm" className="max-sm:-ml-2.5" onClick={() => setAdding(true)}>
              <Plus aria-hidden />
              {t("add")}
            </Button>
          ) : undefined
        }
      />
      <CardBody className="text-muted">{t("intro")}</CardBody>
      {webhooks.length === 0 ? null : (
        <ul className="divide-y border-t">
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} place={place} webhook={webhook} mayChange={mayChange} onSecret={setSecret} />
          ))}
        </ul>
      )}
      <WebhookDialog
        open={adding}
        place={place}
        webhook={undefined}
        onClose={() => setAdding(false)}
        onDone={(made) => {
          setAdding(false);
          setSecret(made);
        }}
      />
      <ShownWebhookSecret secret={secret} onClose={() => setSecret(undefined)} />
    </Card>
  );
}
