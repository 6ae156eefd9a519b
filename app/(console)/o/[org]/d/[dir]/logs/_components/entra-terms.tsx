import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import type { EntraRecord } from "@/lib/insight/entra-record";

/** The request under the names of Entra's own log (ENTRA.md §7.4), so that both can be laid side by side. */
export function EntraTerms({ record, provider }: { record: EntraRecord; provider: string }) {
  const t = useTranslations("event");
  return (
    <details className="rounded-lg border text-[13px]">
      <summary className="hover:bg-hover cursor-pointer rounded-lg px-3 py-2 font-medium focus-visible:-outline-offset-2">
        {t("entraTerms", { provider })}
      </summary>
      <div className="grid gap-3 border-t p-3">
        <dl className="grid grid-cols-1 gap-x-4 gap-y-1.5 sm:grid-cols-[11.5rem_minmax(0,1fr)]">
          {termsOf(record).map(([name, value]) => (
            <Fragment key={name}>
              <dt>
                <Code className="text-muted">{name}</Code>
              </dt>
              <dd className="mb-1.5 min-w-0 break-words sm:mb-0">{value}</dd>
            </Fragment>
          ))}
        </dl>
        <p className="text-muted flex items-center gap-1">
          {t("asJson")}
          <CopyButton label={t("json")} value={JSON.stringify(record, undefined, 2)} />
        </p>
      </div>
    </details>
  );
}

/** Nothing is said where Entra's log says null. */
function termsOf(record: EntraRecord): readonly (readonly [name: string, value: string])[] {
  const { initiatedBy, servicePrincipal, sourceIdentity, targetIdentity, provisioningStatusInfo } = record;
  const { status, errorInformation } = provisioningStatusInfo;
  const all: readonly (readonly [string, string | null | undefined])[] = [
    ["activityDateTime", record.activityDateTime],
    ["provisioningAction", record.provisioningAction],
    ["status", status],
    ["errorCode", errorInformation?.errorCode],
    ["errorCategory", errorInformation?.errorCategory],
    ["durationInMilliseconds", String(record.durationInMilliseconds)],
    ["initiatedBy", initiatedBy.displayName],
    ["servicePrincipal", servicePrincipal.displayName],
    ["sourceSystem", record.sourceSystem.displayName],
    ["targetSystem", record.targetSystem.displayName],
    ["sourceIdentity", named(sourceIdentity)],
    ["targetIdentity", named(targetIdentity)],
    ["jobId", record.jobId],
    ["cycleId", record.cycleId],
    ["changeId", record.changeId],
  ];
  return all.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

const named = ({ identityType, displayName, id }: EntraRecord["sourceIdentity"]) =>
  [identityType, displayName, id].filter((part) => part !== null).join(" · ");
