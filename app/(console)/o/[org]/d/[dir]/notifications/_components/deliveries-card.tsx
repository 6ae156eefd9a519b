import { TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { ListPager } from "@/components/list-pager";
import { SegmentedLinks } from "@/components/segmented-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import type { DeliveryDto } from "@/lib/console/deliveries";
import { deliveryStates } from "@/lib/console/deliveries";
import type { Page } from "@/lib/console/page";
import type { ListedWebhook } from "@/lib/console/webhooks";
import { routes } from "@/lib/routes";
import { Deliveries } from "./deliveries";
import { ReplayButton } from "./replay-button";

type State = (typeof deliveryStates)[number];

export interface DeliveriesCardProps {
  org: string;
  dir: string;
  directoryId: string;
  provider: "entra" | "okta" | "other";
  page: Page<DeliveryDto>;
  /** What is shown; undefined: all. */
  state: State | undefined;
  webhookId: string | undefined;
  webhooks: readonly ListedWebhook[];
  /** How much was given up, of that endpoint if there is one. */
  failed: number;
  /** How much of that can be sent again at present. */
  replayable: number;
  mayReplay: boolean;
}

/** What was sent, what waits and why, and what was given up; by state and endpoint, a page at a time. */
export function DeliveriesCard(props: DeliveriesCardProps) {
  const t = useTranslations("notifications");
  const { org, dir, directoryId, provider, page, state, webhookId, webhooks, failed, replayable, mayReplay } = props;
  const place = { organizationSlug: org, directoryId };
  const hrefOf = (query: {
    state?: State | undefined;
    webhook?: string | undefined;
    after?: string;
    before?: string;
  }) => `${routes.notifications(org, dir, query)}#deliveries`;
  const segments = [undefined, ...deliveryStates].map((each) => ({
    href: hrefOf({ state: each, webhook: webhookId }),
    label: t(`filter.${each ?? "all"}`),
    current: each === state,
  }));
  const isUnfiltered = state === undefined && webhookId === undefined;
  return (
    <div id="deliveries" className="scroll-mt-4">
      <Card aria-labelledby="deliveries-title">
        <CardHeader
          id="deliveries-title"
          title={t("deliveriesTitle")}
          aside={<SegmentedLinks label={t("filter.label")} segments={segments} />}
        />
        {webhookId === undefined ? null : (
          <p className="text-muted flex items-center justify-between gap-3 border-b px-4 py-2 text-[13px]">
            <span className="min-w-0">
              {t.rich("only", {
                url: webhooks.find(({ id }) => id === webhookId)?.url ?? webhookId,
                c: (chunks) => <Code className="break-all">{chunks}</Code>,
              })}
            </span>
            <Link
              href={hrefOf({ state })}
              aria-label={t("everywhere")}
              className="hover:text-foreground grid size-7 shrink-0 place-items-center rounded-md"
            >
              <X aria-hidden className="size-4" />
            </Link>
          </p>
        )}
        {failed === 0 ? null : (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="text-danger flex gap-2 font-medium">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {t("deadTitle", { count: failed })}
              </p>
              {state === "failed" ? <p className="text-muted mt-1 text-[13px]">{t("deadText")}</p> : null}
            </div>
            {state !== "failed" ? (
              <Link
                href={hrefOf({ state: "failed", webhook: webhookId })}
                className="text-accent-text rounded-sm underline-offset-4 hover:underline"
              >
                {t("deadShow")}
              </Link>
            ) : mayReplay && replayable > 1 ? (
              <ReplayButton {...place} webhookId={webhookId} count={replayable} />
            ) : null}
          </div>
        )}
        {page.rows.length === 0 ? (
          <CardBody className="text-muted">{t(isUnfiltered ? "deliveriesEmpty" : "deliveriesNone")}</CardBody>
        ) : (
          <Deliveries
            deliveries={page.rows}
            provider={provider}
            webhooks={webhooks}
            replay={mayReplay ? place : undefined}
          />
        )}
      </Card>
      <ListPager
        previousHref={page.previous && hrefOf({ state, webhook: webhookId, before: page.previous })}
        nextHref={page.next && hrefOf({ state, webhook: webhookId, after: page.next })}
      />
    </div>
  );
}
