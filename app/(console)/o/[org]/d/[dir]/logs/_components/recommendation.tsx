import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { useCodeWords } from "@/components/use-code-words";
import type { EventDto } from "@/lib/console/logs";
import type { DirectoryDto } from "@/lib/console/directories";
import { entraPlaceOf } from "@/lib/insight/entra-place";
import { ManagerNotice } from "./manager-notice";

export interface RecommendationProps {
  event: EventDto;
  provider: { readonly id: DirectoryDto["provider"]; readonly name: string };
  /** As the enterprise application is called where nobody renamed it. */
  application: string;
  /** Where domains are registered, for who was refused for theirs. */
  domainsHref: string;
  /** Where it is decided of who is held. */
  deprovisioningHref: string;
}

/** The identity provider disabled somebody: nothing failed, and yet people ask why. */
export const isLeaving = ({ action, status, isDecision, isHeld }: EventDto): boolean =>
  action === "disable" && status !== "failure" && status !== "skipped" && !isDecision && !isHeld;

/** What to do about a failure: in words, the place in Entra's portal, and the one here. */
export function Recommendation(props: RecommendationProps) {
  const { event, provider, application, domainsHref, deprovisioningHref } = props;
  const t = useTranslations("event");
  const place = useTranslations("entraPlace");
  const why = useTranslations("why");
  const advice = useCodeWords()(event.code, provider.name);
  if (event.manager !== undefined && !event.isHeld)
    return <ManagerNotice manager={event.manager} provider={provider} />;
  if (isLeaving(event)) {
    return (
      <section className="grid gap-1">
        <h3 className="font-semibold">{t("whyDisabled", { provider: provider.name })}</h3>
        <p>{why("checkInactive", { kind: provider.id, provider: provider.name })}</p>
      </section>
    );
  }
  if (event.status !== "failure" && !event.isHeld) return <p className="text-muted">{t("recommendationNone")}</p>;
  return (
    <div className="grid grid-cols-1 gap-4">
      {advice === undefined ? null : (
        <section className="grid gap-1">
          <h3 className="font-semibold">{t("whatToDo")}</h3>
          <p>{advice.recommendation}</p>
        </section>
      )}
      {provider.id === "entra" ? (
        <section className="grid gap-1">
          <h3 className="font-semibold">{t("whereInEntra", { provider: provider.name })}</h3>
          <p>{place(entraPlaceOf(event.code, event.resourceType), { application })}</p>
          {event.entraCode === null ? null : (
            <p className="text-muted text-[13px]">
              {t("entraWillShow", { provider: provider.name })} <Code>{event.entraCode}</Code>
            </p>
          )}
        </section>
      ) : null}
      {event.code?.startsWith("MUSTER-D") === true ? <Way href={domainsHref} label={t("openDomains")} /> : null}
      {event.isHeld ? <Way href={deprovisioningHref} label={t("openDeprovisioning")} /> : null}
    </div>
  );
}

const Way = ({ href, label }: { href: string; label: string }) => (
  <div>
    <Button asChild>
      <Link href={href}>{label}</Link>
    </Button>
  </div>
);
