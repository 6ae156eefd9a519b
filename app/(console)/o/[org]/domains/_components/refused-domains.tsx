"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useId, useState } from "react";
import { toast } from "sonner";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useAction } from "@/components/use-action";
import type { RefusedDomain } from "@/lib/console/refused-domains";
import { routes } from "@/lib/routes";
import { addDomainAction } from "../_actions/add-domain";

export interface RefusedDomainsProps {
  organizationSlug: string;
  refused: readonly RefusedDomain[];
  mayRegister: boolean;
}

/** Domains that people were refused for, each with the way to let them in. */
export function RefusedDomains({ organizationSlug, refused, mayRegister }: RefusedDomainsProps) {
  const t = useTranslations("domains.refused");
  if (refused.length === 0) return null;
  return (
    <section aria-label={t("label")} className="mb-5 grid gap-3">
      {refused.map((one) => (
        <Suggestion
          key={`${one.directory.id} ${one.domain}`}
          organizationSlug={organizationSlug}
          refused={one}
          mayRegister={mayRegister}
        />
      ))}
    </section>
  );
}

interface SuggestionProps {
  organizationSlug: string;
  refused: RefusedDomain;
  mayRegister: boolean;
}

function Suggestion({ organizationSlug, refused, mayRegister }: SuggestionProps) {
  const t = useTranslations("domains.refused");
  const domains = useTranslations("domains");
  const id = useId();
  const [open, setOpen] = useState(false);
  const { pending, run } = useAction();
  const { domain, directory, waiting, verdict, obstacle } = refused;
  const isComing = verdict.kind === "accepted";
  const canRegister = mayRegister && verdict.kind === "unregistered" && obstacle === undefined;

  async function register(): Promise<void> {
    const done = await run(() => addDomainAction(organizationSlug, { name: domain }));
    const isProofWanted = directory.domainPolicy === "verified";
    if (done !== undefined) toast.success(domains(isProofWanted ? "added" : "addedRegistered", { name: domain }));
  }

  return (
    <div className={cn("rounded-card px-4 py-3", isComing ? "bg-info-soft" : "bg-warning-soft")}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className={cn("font-semibold break-words", isComing ? "text-info" : "text-warning")}>
            {t(isComing ? "comingTitle" : "title", { domain, count: waiting, directory: directory.name })}
          </h2>
          <p>
            <Remedy refused={refused} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {t(open ? "hide" : "show")}
          </Button>
          {canRegister ? (
            <Button
              variant="primary"
              pending={pending}
              aria-label={t("registerNamed", { domain })}
              onClick={() => void register()}
            >
              {t("register")}
            </Button>
          ) : null}
        </div>
      </div>
      <People id={id} hidden={!open} organizationSlug={organizationSlug} refused={refused} />
    </div>
  );
}

function Remedy({ refused: { directory, verdict, obstacle, arrived } }: { refused: RefusedDomain }) {
  const t = useTranslations("domains.refused");
  const providers = useTranslations("provider.short");
  const provider = providers(directory.provider);
  switch (verdict.kind) {
    case "accepted":
      return t(directory.provider === "entra" ? "acceptedByEntra" : "accepted", { provider, arrived });
    case "unregistered": {
      if (obstacle !== undefined) return t(obstacle, { provider, directory: directory.name });
      const { parent } = verdict;
      const register = t(directory.domainPolicy === "verified" ? "unregisteredVerified" : "unregistered", { provider });
      return parent === undefined ? register : `${register} ${t("parent", { parent })}`;
    }
    default:
      return t(verdict.kind, { provider, registered: verdict.registered });
  }
}

interface PeopleProps {
  id: string;
  hidden: boolean;
  organizationSlug: string;
  refused: RefusedDomain;
}

function People({ id, hidden, organizationSlug, refused: { domain, directory, people, waiting } }: PeopleProps) {
  const t = useTranslations("domains.refused");
  return (
    <div id={id} hidden={hidden} className="mt-3 border-t pt-3">
      <ul aria-label={t("people", { domain })} className="grid gap-2">
        {people.map(({ userName, displayName, eventId, lastAt, refusals }) => (
          <li key={userName} className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 break-all">
              {displayName === null || displayName === userName ? null : (
                <span className="font-medium break-words">{displayName} </span>
              )}
              {userName}
            </span>
            <span>
              {t.rich("times", {
                count: refusals,
                a: (chunks) => (
                  <Link
                    href={routes.logs(organizationSlug, directory.slug, { event: eventId, range: "30d" })}
                    className="text-accent-text underline underline-offset-4"
                  >
                    {chunks}
                  </Link>
                ),
                when: () => <RelativeTime date={lastAt} />,
              })}
            </span>
          </li>
        ))}
      </ul>
      {waiting > people.length ? <p className="mt-2">{t("more", { count: waiting - people.length })}</p> : null}
    </div>
  );
}
