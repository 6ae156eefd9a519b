"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useId, type ReactNode } from "react";
import { toast } from "sonner";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code";
import { CopyField } from "@/components/ui/copy-field";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import type { DomainDto } from "@/lib/console/domains";
import { missesMax } from "@/lib/domains/next-standing";
import { routes } from "@/lib/routes";
import { setSubdomainsAction } from "../_actions/set-subdomains";
import { RemoveDomain } from "./remove-domain";
import { labelOf, SeenNow } from "./seen-now";

export interface DomainDetailsProps {
  organizationSlug: string;
  domain: DomainDto;
  /** Directories with active users in it. */
  people: readonly { readonly slug: string; readonly name: string; readonly active: number }[];
  /** Names of the directories that ask for registered domains. */
  asking: readonly string[];
  mayUpdate: boolean;
  mayRemove: boolean;
}

/** The record to add, what DNS says of it, whom the domain concerns, and what can be done with it. */
export function DomainDetails({ organizationSlug, domain, people, asking, mayUpdate, mayRemove }: DomainDetailsProps) {
  const t = useTranslations("domains");
  const { name, record, vouched } = domain;
  return (
    <div className="grid gap-4 px-4 py-4">
      <p>
        {t(`explain.${explanationOf(domain)}`, {
          name: domain.unicodeName ?? name,
          count: domain.misses,
          max: missesMax,
        })}
      </p>
      <dl className="grid max-w-4xl gap-x-4 gap-y-3 sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:items-baseline">
        {vouched ? null : (
          <>
            <Part label={t("recordType")}>
              <Code>TXT</Code>
            </Part>
            <Part label={t("recordName")} hint={t("recordNameHint", { name, label: labelOf(record.name, name) })}>
              <CopyField label={t("recordName")} value={record.name} />
            </Part>
            <Part label={t("recordValue")}>
              <CopyField label={t("recordValue")} value={record.value} />
            </Part>
            <Part label={t("seenNow")}>
              <SeenNow organizationSlug={organizationSlug} domain={domain} mayCheck={mayUpdate} />
            </Part>
          </>
        )}
        <Part centered label={t("subdomains")}>
          <Subdomains organizationSlug={organizationSlug} domain={domain} mayUpdate={mayUpdate} />
        </Part>
        <Part label={t("users")}>
          {people.length === 0 ? (
            <span className="text-muted">{t("nobody")}</span>
          ) : (
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {people.map(({ slug, name: directory, active }) => (
                <li key={slug}>
                  {t.rich("usersIn", {
                    count: active,
                    directory,
                    a: (chunks) => (
                      <Link
                        href={routes.users(organizationSlug, slug, {
                          q: `@${domain.unicodeName ?? name}`,
                          state: "active",
                        })}
                        className="text-accent-text underline-offset-4 hover:underline"
                      >
                        {chunks}
                      </Link>
                    ),
                  })}
                </li>
              ))}
            </ul>
          )}
        </Part>
      </dl>
      {mayRemove ? (
        <div className="-ml-2.5">
          <RemoveDomain
            organizationSlug={organizationSlug}
            domain={domain}
            active={people.reduce((sum, { active }) => sum + active, 0)}
            asking={asking}
          />
        </div>
      ) : null}
    </div>
  );
}

function explanationOf({ state, taken, vouched, misses }: DomainDto) {
  if (vouched) return "vouched";
  if (taken) return "taken";
  return state === "verified" && misses > 0 ? "missing" : state;
}

interface PartProps {
  label: string;
  hint?: string;
  /** For what has no line of text to stand on. */
  centered?: boolean;
  children: ReactNode;
}

function Part({ label, hint, centered = false, children }: PartProps) {
  return (
    <>
      <dt className={cn("text-muted max-sm:-mb-2", centered && "self-center")}>{label}</dt>
      <dd className={cn("min-w-0", centered && "self-center")}>
        {children}
        {hint === undefined ? null : <p className="text-muted mt-1 text-[13px]">{hint}</p>}
      </dd>
    </>
  );
}

function Subdomains({
  organizationSlug,
  domain: { id, name, coversSubdomains },
  mayUpdate,
}: Pick<DomainDetailsProps, "organizationSlug" | "domain" | "mayUpdate">) {
  const t = useTranslations("domains");
  const switchId = useId();
  const { pending, run } = useAction();

  async function set(covers: boolean): Promise<void> {
    const done = await run(() => setSubdomainsAction(organizationSlug, { domainId: id, coversSubdomains: covers }));
    if (done !== undefined) toast.success(t(covers ? "subdomainsTurnedOn" : "subdomainsTurnedOff", { name }));
  }

  return (
    <div className="flex items-center gap-2">
      <Switch
        id={switchId}
        checked={coversSubdomains}
        disabled={!mayUpdate || pending}
        onCheckedChange={(covers) => void set(covers)}
      />
      <label htmlFor={switchId} className="min-w-0 break-words">
        {t("subdomainsOn", { name })}
      </label>
    </div>
  );
}
