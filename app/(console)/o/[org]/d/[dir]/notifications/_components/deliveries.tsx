import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { useFindingWords } from "@/components/use-finding-words";
import type { DeliveryDto } from "@/lib/console/deliveries";
import type { WebhookDto } from "@/lib/console/webhooks";
import { ReplayButton } from "./replay-button";

export interface DeliveriesProps {
  deliveries: readonly DeliveryDto[];
  provider: "entra" | "okta" | "other";
  /** Whose addresses are named. */
  webhooks: readonly WebhookDto[];
  /** Where what was given up may be sent again; undefined: nowhere. */
  replay?: { readonly organizationSlug: string; readonly directoryId: string } | undefined;
}

/** What was sent of late, what waits and why, and what was given up. */
export function Deliveries({ deliveries, ...props }: DeliveriesProps) {
  return (
    <ul className="divide-y">
      {deliveries.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} {...props} />
      ))}
    </ul>
  );
}

function Delivery({
  delivery,
  provider,
  webhooks,
  replay,
}: { delivery: DeliveryDto } & Omit<DeliveriesProps, "deliveries">) {
  const t = useTranslations("notifications");
  const { id, channel, kind, recipient, problem, answer, attempts, deliveredAt, givenUpAt, reach } = delivery;
  const isDead = deliveredAt === null && givenUpAt !== null;
  const to =
    channel === "mail" ? recipient : (webhooks.find((webhook) => webhook.id === recipient)?.url ?? t("removedWebhook"));
  const wordsOf = useFindingWords(provider);
  const { finding } = delivery;
  const subject =
    finding === undefined
      ? t(`kind.${kind}`)
      : t("kindNamed", { kind: t(`kind.${kind}`), title: wordsOf(finding).title });
  const said =
    answer === null
      ? null
      : t.rich(channel === "mail" ? "answer" : "hookAnswer", {
          answer,
          c: (chunks) => <Code className="break-words">{chunks}</Code>,
        });
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{subject}</p>
        <p className="text-muted text-[13px] break-words">
          {t("deliveryTo", { email: to })}
          {attempts > 1 ? ` · ${t("attempts", { count: attempts })}` : null}
        </p>
        {deliveredAt !== null || problem === null ? null : (
          <p className="text-[13px] break-words">
            {t(`problem.${problem}`)} {said}
          </p>
        )}
        {!isDead || reach === "reached" || (problem !== null && saysReach.includes(problem)) ? null : (
          <p className="text-[13px]">{t(`reach.${reach}`)}</p>
        )}
        {deliveredAt !== null && channel !== "mail" ? <p className="text-muted text-[13px]">{said}</p> : null}
      </div>
      <div className="flex items-center gap-3">
        <State delivery={delivery} />
        {replay === undefined || !isDead || reach !== "reached" ? null : (
          <ReplayButton {...replay} messageId={id} label={t("replayNamed", { subject, to })} />
        )}
      </div>
    </li>
  );
}

/** What has said already why it cannot be sent. */
const saysReach = ["hookOff", "hookRemoved"];

function State({ delivery: { deliveredAt, givenUpAt, nextAttemptAt, attempts } }: { delivery: DeliveryDto }) {
  const t = useTranslations("notifications.state");
  const at = deliveredAt ?? givenUpAt ?? nextAttemptAt;
  if (at === null || (attempts === 0 && deliveredAt === null && givenUpAt === null))
    return <Badge>{t("queued")}</Badge>;
  const state = deliveredAt !== null ? "delivered" : givenUpAt !== null ? "givenUp" : "waiting";
  const tone = { delivered: "success", givenUp: "danger", waiting: "warning" } as const;
  return (
    <Badge tone={tone[state]}>
      <span>{t.rich(state, { when: () => <RelativeTime date={at} distance="always" /> })}</span>
    </Badge>
  );
}
