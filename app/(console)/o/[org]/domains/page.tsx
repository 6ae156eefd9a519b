import { ArrowLeft, Globe } from "lucide-react";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { requireAdmin } from "@/lib/auth/session";
import { listDirectories } from "@/lib/console/directories";
import { domainUsage } from "@/lib/console/domain-usage";
import { listDomains } from "@/lib/console/domains";
import { listSuggestions } from "@/lib/console/refused-domains";
import { routes } from "@/lib/routes";
import { AddDomain } from "./_components/add-domain";
import { DomainPolicies } from "./_components/domain-policies";
import { DomainColumns, DomainItem } from "./_components/domain-item";
import { RefusedDomains } from "./_components/refused-domains";

export const generateMetadata = () => pageTitle("domains");

const nobodyOutside = { off: 0, registered: 0, verified: 0 };

export default async function DomainsPage({ params, searchParams }: PageProps<"/o/[org]/domains">) {
  const [{ org }, { guide }] = await Promise.all([params, searchParams]);
  const { scope, admin } = await requireAdmin(org);
  const [t, format, domains, directories, usage, refused] = await Promise.all([
    getTranslations("domains"),
    getFormatter(),
    listDomains(scope),
    listDirectories(scope),
    domainUsage(scope),
    listSuggestions(scope),
  ]);
  // Who came from a directory's setup guide goes back to it.
  const guided = directories.find(({ slug }) => slug === guide);
  const asking = directories.filter(({ domainPolicy }) => domainPolicy !== "off").map(({ name }) => name);
  const wantsProof = directories.some(({ domainPolicy }) => domainPolicy === "verified");
  const add = can(admin.role, "domain:create") ? (
    <AddDomain organizationSlug={org} wantsProof={wantsProof} />
  ) : undefined;
  const isMoving = refused.length > 0 || domains.some(({ state }) => state !== "verified");
  return (
    <>
      <LiveRefresh seconds={isMoving ? 8 : 30} />
      {guided === undefined ? null : (
        <Link
          href={routes.setupGuide(org, guided.slug)}
          className="text-accent-text mb-3 inline-flex items-center gap-1.5 text-[13px] font-medium hover:underline"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {t("backToGuide", { name: guided.name })}
        </Link>
      )}
      <PageHeader
        title={t("title")}
        text={t("text", { count: asking.length, names: format.list(asking, { type: "conjunction" }) })}
        aside={domains.length === 0 ? undefined : add}
      />
      <RefusedDomains organizationSlug={org} refused={refused} mayRegister={can(admin.role, "domain:create")} />
      <Card>
        {domains.length === 0 ? (
          <EmptyState icon={<Globe />} title={t("emptyTitle")} text={t("emptyText")} action={add} />
        ) : (
          <>
            <DomainColumns />
            <ul aria-label={t("title")} className="divide-y">
              {domains.map((domain) => (
                <DomainItem
                  key={domain.id}
                  organizationSlug={org}
                  domain={domain}
                  people={(usage.byDomain.get(domain.id) ?? [])
                    .filter(({ active }) => active > 0)
                    .map(({ directory: { slug, name }, active }) => ({ slug, name, active }))}
                  asking={asking}
                  mayUpdate={can(admin.role, "domain:update")}
                  mayRemove={can(admin.role, "domain:delete")}
                />
              ))}
            </ul>
          </>
        )}
      </Card>
      {usage.isHourly ? <p className="text-muted mt-2 text-[13px]">{t("countedHourly")}</p> : null}
      <DomainPolicies
        organizationSlug={org}
        policies={directories.map((directory) => ({
          directory,
          outside: usage.outside.get(directory.id) ?? nobodyOutside,
        }))}
        mayChange={can(admin.role, "directory:update")}
      />
    </>
  );
}
