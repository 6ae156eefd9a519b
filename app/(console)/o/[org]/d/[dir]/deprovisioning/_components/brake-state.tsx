import { Hand, ShieldCheck, ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { cn } from "@/components/ui/cn";
import type { BrakeDto } from "@/lib/console/deprovision-brake";

export interface BrakeStateProps {
  brake: BrakeDto;
  provider: string;
  /** The log row of a request. */
  hrefOf: (eventId: string) => string;
  /** What can be done about it. */
  children?: ReactNode;
}

/** What the brake does at present, and why. */
export function BrakeState({ brake, provider, hrefOf, children }: BrakeStateProps) {
  const t = useTranslations("deprovisioning.state");
  const { tripped, restsUntil, released, held, terms, recent, allowed } = brake;
  if (tripped !== undefined) {
    const text = t.rich("trippedText", {
      ...tripped,
      provider,
      time: () => <RelativeTime date={tripped.at} />,
    });
    return (
      <State tone="warning" icon={<Hand />} title={t("trippedTitle", { count: held })} text={text} acts={children}>
        <Link href={hrefOf(tripped.eventId)} className="text-accent-text rounded-sm underline underline-offset-4">
          {t("trippedRequest")}
        </Link>
      </State>
    );
  }
  if (held > 0) {
    const text = t.rich("waitingText", {
      by: released?.by ?? "",
      time: () => (released === undefined ? null : <RelativeTime date={released.at} />),
    });
    return (
      <State tone="warning" icon={<Hand />} title={t("waitingTitle", { count: held })} text={text} acts={children} />
    );
  }
  if (terms === null) {
    return <State tone="plain" icon={<ShieldOff />} title={t("offTitle")} text={t("offText", { provider })} />;
  }
  if (restsUntil !== null) {
    const text = t.rich("restText", {
      by: released?.by ?? "",
      provider,
      time: () => <RelativeTime date={restsUntil} distance="always" />,
    });
    return <State tone="plain" icon={<ShieldOff />} title={t("restTitle")} text={text} />;
  }
  const text = t("armed", { recent, allowed, hours: terms.hours });
  return <State tone="plain" icon={<ShieldCheck />} title={t("armedTitle")} text={text} />;
}

interface StateProps {
  tone: "warning" | "plain";
  icon: ReactNode;
  title: string;
  text: ReactNode;
  acts?: ReactNode;
  children?: ReactNode;
}

function State({ tone, icon, title, text, acts, children }: StateProps) {
  const isWarning = tone === "warning";
  return (
    <section
      aria-labelledby="brake-state"
      className={cn("rounded-card mb-5 flex gap-3 px-4 py-3", isWarning ? "bg-warning-soft" : "bg-surface border")}
    >
      <span aria-hidden className={cn("mt-0.5 shrink-0 [&_svg]:size-4", isWarning ? "text-warning" : "text-muted")}>
        {icon}
      </span>
      <div className="grid min-w-0 flex-1 gap-1">
        <h2 id="brake-state" className={cn("font-semibold", isWarning && "text-warning")}>
          {title}
        </h2>
        <p className={isWarning ? undefined : "text-muted"}>{text}</p>
        {children === undefined ? null : <p>{children}</p>}
        {acts === undefined ? null : <div className="mt-2 flex flex-wrap gap-2">{acts}</div>}
      </div>
    </section>
  );
}
