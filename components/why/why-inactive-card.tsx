import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/exact-time";
import type { WhyInactive } from "@/lib/console/why-inactive";
import { bold, reasonTags } from "./reason-tags";

export interface WhyInactiveCardProps {
  readonly why: WhyInactive;
  readonly name: string;
  /** The identity provider: its short name, and which it is. */
  readonly provider: string;
  readonly providerKind: "entra" | "okta" | "other";
  readonly eventHref: (id: string) => string;
}

/** "Why is she inactive?", answered in a sentence out of the log, and what to look at in the identity provider. */
export function WhyInactiveCard({ why, name, provider, providerKind, eventHref }: WhyInactiveCardProps) {
  const t = useTranslations("why");
  const isHeld = why.kind === "held";
  return (
    <section aria-labelledby="why-inactive" className="bg-info-soft rounded-card mb-5 flex gap-3 px-4 py-3">
      <CircleHelp aria-hidden className="text-info mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 gap-1">
        <h2 id="why-inactive" className="text-info font-semibold">
          {t(isHeld ? "heldTitle" : "inactiveTitle", { name })}
        </h2>
        <p className="break-words">
          <Because why={why} name={name} provider={provider} eventHref={eventHref} />
        </p>
        {why.refusedSince === undefined ? null : (
          <p className="break-words">
            {t.rich("refusedSince", {
              ...reasonTags(why.refusedSince, eventHref),
              provider,
              detail: why.refusedSince.detail ?? why.refusedSince.code ?? "",
            })}
          </p>
        )}
        {why.kind === "disabled" || why.kind === "createdInactive" ? (
          <p className="text-muted break-words">{t("checkInactive", { kind: providerKind, provider })}</p>
        ) : null}
      </div>
    </section>
  );
}

function Because({ why, name, provider, eventHref }: Omit<WhyInactiveCardProps, "providerKind">) {
  const t = useTranslations("why");
  const values = { name, provider, b: bold };
  if (why.kind === "unknown") {
    return why.logBegins === null
      ? t("inactiveNoLog")
      : t.rich("inactiveUnknown", { since: () => <ExactTime date={why.logBegins ?? new Date(0)} /> });
  }
  const tags = { ...values, ...reasonTags(why.reason, eventHref) };
  if (why.kind === "allowed") {
    const by = why.reason.decidedBy ?? "";
    return (
      <>
        {why.asked === undefined ? null : t.rich("askedBefore", { ...values, ...reasonTags(why.asked, eventHref) })}{" "}
        {t.rich("allowed", { ...tags, by })}
      </>
    );
  }
  return t.rich(why.kind, { ...tags, by: why.reason.decidedBy ?? provider });
}
