import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { useCodeWords } from "@/components/use-code-words";
import type { EventCycle } from "@/lib/console/cycles";
import type { EntraRecord } from "@/lib/insight/entra-record";
import type { CredentialName } from "../_data/credentials";
import { Duration } from "./duration";
import { EntraTerms } from "./entra-terms";
import { ManagerNotice } from "./manager-notice";
import { ModifiedProperties } from "./modified-properties";
import { isLeaving, Recommendation, type RecommendationProps } from "./recommendation";
import { useDialect } from "./use-dialect";

export interface EventSummaryProps extends RecommendationProps {
  /** What the request came with, if it still exists. */
  credential: CredentialName | undefined;
  /** What came with it. */
  credentialHref: string | undefined;
  /** In which cycle it fell, the page of cycles that begins with that one, and its requests. */
  cycle: (EventCycle & { readonly href: string; readonly requestsHref: string }) | undefined;
  record: EntraRecord;
  /** The page of the same person or group, also of one who is gone, and their requests. */
  about: { readonly href: string; readonly requestsHref: string } | undefined;
}

/** A deletion names all that there was; who asked for it must not stand below that. */
const modifiedMost = 6;

/** What happened, what to do about it, what changed, and who asked. */
export function EventSummary(props: EventSummaryProps) {
  const { event, credential, credentialHref, cycle, record, provider, about } = props;
  const t = useTranslations("event");
  const logs = useTranslations("logs");
  const cycles = useTranslations("cycles.kind");
  const dialect = useDialect()(event.dialect);
  return (
    <div className="grid grid-cols-1 gap-5">
      {event.status === "failure" || event.isHeld ? (
        <>
          <Explanation {...props} />
          <Recommendation {...props} />
        </>
      ) : null}
      {isLeaving(event) ? <Recommendation {...props} /> : null}
      {event.manager === undefined ? null : <ManagerNotice manager={event.manager} provider={provider} />}
      {event.modified.length === 0 ? null : (
        <section className="grid gap-2">
          <h3 className="font-semibold">{t("modified")}</h3>
          <ModifiedProperties event={event} most={modifiedMost} />
        </section>
      )}
      <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-[13px]">
        <Fact term={t("action")}>{logs(`actionName.${event.action}`)}</Fact>
        <Fact term={t("identity")}>{event.userName ?? event.name}</Fact>
        <Fact term={t("externalId")} copy={event.externalId} />
        <Fact term={t("resourceId")} copy={event.resourceId} />
        {event.isDecision ? (
          <Fact term={t("decidedBy")}>{event.detail}</Fact>
        ) : (
          <Fact term={t("answer")}>
            {event.httpStatus} · <Duration ms={event.durationMs} />
          </Fact>
        )}
        <Fact term={t(credential?.kind === "client" ? "oauthClient" : "token")}>
          {credential !== undefined ? (
            <>
              <Code>{credential.short}</Code> {credential.name}
              <RequestsLink href={credentialHref} label={t("requestsOf", { name: credential.name })} />
            </>
          ) : event.credentialId === null ? null : (
            <>
              {t("tokenGone")}
              <RequestsLink href={credentialHref} label={t("requestsOf", { name: t("tokenGone") })} />
            </>
          )}
        </Fact>
        <Fact term={t("from")}>{event.ip}</Fact>
        <Fact term={t("client")}>{event.userAgent}</Fact>
        <Fact term={t("dialect")}>{dialect}</Fact>
        <Fact term={t("cycle")}>
          {cycle === undefined ? (
            <span className="text-muted">{t("noCycle")}</span>
          ) : (
            <>
              <Link href={cycle.href} className={linkClasses}>
                {cycles(cycle.kind)}, <ExactTime date={cycle.began} />
              </Link>
              <RequestsLink href={cycle.requestsHref} label={t("requestsOfCycle")} />
            </>
          )}
        </Fact>
        <Fact term={t("requestId")} copy={event.id} />
      </dl>
      {provider.id === "entra" && !event.isDecision ? <EntraTerms record={record} provider={provider.name} /> : null}
      {about === undefined || event.name === null ? null : (
        <div className="flex flex-wrap gap-2">
          <Button asChild className="max-w-full">
            <Link href={about.href}>
              <span className="truncate">{t("open", { name: event.name })}</span>
            </Link>
          </Button>
          <Button asChild>
            <Link href={about.requestsHref}>{t("allAbout")}</Link>
          </Button>
        </div>
      )}
    </div>
  );
}

const linkClasses = "text-accent-text rounded-sm underline underline-offset-4";

/** To all requests that have the same in common. */
function RequestsLink({ href, label }: { href: string | undefined; label: string }) {
  const t = useTranslations("event");
  if (href === undefined) return null;
  return (
    <>
      {" · "}
      <Link href={href} aria-label={label} className={linkClasses}>
        {t("requests")}
      </Link>
    </>
  );
}

/** The refusal (or why it is held) in plain words, the words that the client got, and the codes. */
function Explanation({ event, provider }: EventSummaryProps) {
  const t = useTranslations("event");
  const advice = useCodeWords()(event.code, provider.name);
  return (
    <div className={cn("rounded-lg px-4 py-3", event.isHeld ? "bg-warning-soft" : "bg-danger-soft")}>
      <h3 className={cn("font-semibold", event.isHeld ? "text-warning" : "text-danger")}>
        {advice?.title ?? t("refusedTitle")}
      </h3>
      {event.detail === null ? null : <p className="mt-0.5 break-words">{event.detail}</p>}
      {event.code === null ? null : <Code className="text-muted mt-1 block">{event.code}</Code>}
    </div>
  );
}

/** A row of the list of facts; nothing when there is nothing to say. `copy` is an id with a button that copies it. */
function Fact({ term, copy, children }: { term: string; copy?: string | null; children?: ReactNode }) {
  const content = typeof copy === "string" ? <Code className="truncate">{copy}</Code> : children;
  if (content === null || content === undefined) return null;
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="flex min-w-0 items-center gap-1 break-words">
        {typeof copy === "string" ? (
          <>
            {content}
            <CopyButton label={term} value={copy} />
          </>
        ) : (
          <span className="min-w-0 break-words">{content}</span>
        )}
      </dd>
    </>
  );
}
