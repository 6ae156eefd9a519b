"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Card, CardHeader } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { domainPolicies } from "@/lib/applications/domain-policy";
import type { DomainPolicy } from "@/lib/applications/domain-policy";
import type { DirectoryDto } from "@/lib/console/directories";
import { setDomainPolicyAction } from "../_actions/set-domain-policy";

export interface DirectoryPolicy {
  readonly directory: DirectoryDto;
  /** How many of its people would be outside under each policy. */
  readonly outside: Readonly<Record<DomainPolicy, number>>;
}

export interface DomainPoliciesProps {
  organizationSlug: string;
  policies: readonly DirectoryPolicy[];
  mayChange: boolean;
}

export function DomainPolicies({ organizationSlug, policies, mayChange }: DomainPoliciesProps) {
  const t = useTranslations("domains.policy");
  return (
    <Card aria-labelledby="policy-title" className="mt-5">
      <CardHeader
        id="policy-title"
        title={t("title")}
        aside={<span className="text-muted text-[13px]">{t("text")}</span>}
      />
      {policies.length === 0 ? <p className="text-muted p-4">{t("empty")}</p> : null}
      <ul className="divide-y">
        {policies.map((policy) => (
          <PolicyRow
            key={policy.directory.id}
            organizationSlug={organizationSlug}
            policy={policy}
            mayChange={mayChange}
          />
        ))}
      </ul>
    </Card>
  );
}

interface PolicyRowProps {
  organizationSlug: string;
  policy: DirectoryPolicy;
  mayChange: boolean;
}

/** Looser at once; stricter only after saying whom it would not let in again, where there is anybody. */
function PolicyRow({ organizationSlug, policy: { directory, outside }, mayChange }: PolicyRowProps) {
  const t = useTranslations("domains.policy");
  const common = useTranslations("common");
  const providers = useTranslations("provider.short");
  const { pending, run } = useAction();
  const [asked, setAsked] = useState<DomainPolicy>();
  const { id, name, domainPolicy } = directory;

  async function set(policy: DomainPolicy): Promise<void> {
    const done = await run(() => setDomainPolicyAction(organizationSlug, { directoryId: id, policy }));
    setAsked(undefined);
    if (done !== undefined) toast.success(t(`saved.${policy}`, { directory: name }));
  }

  function choose(choice: string): void {
    const policy = domainPolicies.find((each) => each === choice);
    if (policy === undefined || policy === domainPolicy) return;
    if (outside[policy] > outside[domainPolicy]) setAsked(policy);
    else void set(policy);
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-words">{name}</p>
        <p className="text-muted text-[13px]">
          {t(`${domainPolicy}Text`)} {t("outside", { count: outside[domainPolicy] })}
        </p>
      </div>
      {mayChange ? (
        <Select
          className="w-full sm:w-60"
          aria-label={t("label", { directory: name })}
          disabled={pending}
          value={domainPolicy}
          onValueChange={choose}
          options={domainPolicies.map((each) => ({
            value: each,
            label: t(each),
            text: t(each),
          }))}
        />
      ) : (
        <span>{t(domainPolicy)}</span>
      )}
      <AlertDialog
        open={asked !== undefined}
        onOpenChange={(open) => (open ? undefined : setAsked(undefined))}
        title={t("stricterTitle", { directory: name })}
        description={t("stricterText", {
          count: outside[asked ?? domainPolicy],
          directory: name,
          provider: providers(directory.provider),
        })}
        cancelLabel={common("cancel")}
        confirmLabel={t("stricterConfirm")}
        confirmVariant="primary"
        pending={pending}
        onConfirm={() => (asked === undefined ? undefined : void set(asked))}
      />
    </li>
  );
}
