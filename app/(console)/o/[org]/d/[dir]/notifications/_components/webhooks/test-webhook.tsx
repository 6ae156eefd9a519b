"use client";

import { CircleAlert, CircleCheck, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { useAction } from "@/components/use-action";
import type { TestWebhookResult } from "@/lib/console/test-webhook";
import type { WebhookDto } from "@/lib/console/webhooks";
import { testWebhookAction } from "../../_actions/test-webhook";
import type { WebhookPlace } from "./webhook-place";

/** Sends a test event, and shows what the receiver answered. */
export function TestWebhook({ place, webhook }: { place: WebhookPlace; webhook: WebhookDto }) {
  const t = useTranslations("webhooks");
  const words = useTranslations("notifications");
  const { pending, run } = useAction();
  const [result, setResult] = useState<TestWebhookResult>();

  async function send(): Promise<void> {
    const input = { directoryId: place.directoryId, webhookId: webhook.id };
    const done = await run(() => testWebhookAction(place.organizationSlug, input));
    setResult(done?.value);
  }

  const Icon = result?.ok === true ? CircleCheck : CircleAlert;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <Button size="sm" pending={pending} aria-label={t("testNamed", { url: webhook.url })} onClick={() => void send()}>
        {pending ? null : <Send aria-hidden />}
        {pending ? t("testing") : t("test")}
      </Button>
      <div role="status" className="min-w-0 flex-1 basis-48">
        {result === undefined ? null : (
          <p className="flex gap-2 text-[13px] leading-7 break-words">
            <Icon aria-hidden className={`mt-1.5 size-4 shrink-0 ${result.ok ? "text-success" : "text-danger"}`} />
            <span className="min-w-0 break-words">
              {result.ok ? t("accepted") : words(`problem.${result.problem}`)}{" "}
              {result.answer === undefined ? null : <Code className="break-words">{result.answer}</Code>}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
