import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import type { DeliveryDto } from "@/lib/console/notifications";

/** What was sent of late, what waits and why, and what was given up. */
export function Deliveries({ deliveries }: { deliveries: readonly DeliveryDto[] }) {
  return (
    <ul className="divide-y">
      {deliveries.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} />
      ))}
    </ul>
  );
}

function Delivery({ delivery }: { delivery: DeliveryDto }) {
  const t = useTranslations("notifications");
  const { kind, recipient, problem, answer, deliveredAt } = delivery;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{t(`kind.${kind}`)}</p>
        <p className="text-muted text-[13px] break-words">{t("deliveryTo", { email: recipient })}</p>
        {deliveredAt !== null || problem === null ? null : (
          <p className="text-[13px] break-words">
            {t(`problem.${problem}`)}{" "}
            {answer === null
              ? null
              : t.rich("answer", { answer, c: (chunks) => <Code className="break-words">{chunks}</Code> })}
          </p>
        )}
      </div>
      <State delivery={delivery} />
    </li>
  );
}

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
