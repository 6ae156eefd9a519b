import { Globe } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { pageTitle } from "@/components/page-title";
import { RelativeTime } from "@/components/relative-time";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { can } from "@/lib/auth/permissions";
import { requireAdmin } from "@/lib/auth/session";
import { listDomains, type DomainDto } from "@/lib/console/domains";
import { AddDomain } from "./_components/add-domain";
import { RemoveDomain } from "./_components/remove-domain";

export const generateMetadata = () => pageTitle("domains");

const tones: Record<DomainDto["state"], Tone> = { pending: "warning", verified: "success", failing: "danger" };

export default async function DomainsPage({ params }: PageProps<"/o/[org]/domains">) {
  const { org } = await params;
  const { scope, admin } = await requireAdmin(org);
  const [t, common, domains] = await Promise.all([
    getTranslations("domains"),
    getTranslations("common"),
    listDomains(scope),
  ]);
  const mayRemove = can(admin.role, "domain:delete");
  const add = can(admin.role, "domain:create") ? <AddDomain organizationSlug={org} /> : undefined;
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} aside={domains.length === 0 ? undefined : add} />
      <Card>
        {domains.length === 0 ? (
          <EmptyState icon={<Globe />} title={t("emptyTitle")} text={t("emptyText")} action={add} />
        ) : (
          <Table label={t("title")}>
            <TableHead>
              <TableHeader>{t("domain")}</TableHeader>
              <TableHeader className="w-32 px-2 sm:w-40 sm:px-4">{t("state")}</TableHeader>
              <TableHeader className="hidden w-40 sm:table-cell">{t("registered")}</TableHeader>
              {mayRemove ? (
                <TableHeader className="w-13 px-2 sm:w-16">
                  <span className="sr-only">{common("actions")}</span>
                </TableHeader>
              ) : null}
            </TableHead>
            <TableBody>
              {domains.map((domain) => (
                <TableRow key={domain.id}>
                  <TableCell className="font-medium break-words whitespace-normal">{domain.name}</TableCell>
                  <TableCell className="px-2 sm:px-4">
                    <Badge tone={tones[domain.state]}>{t(`stateName.${domain.state}`)}</Badge>
                  </TableCell>
                  <TableCell className="text-muted hidden sm:table-cell">
                    <RelativeTime date={domain.createdAt} />
                  </TableCell>
                  {mayRemove ? (
                    <TableCell className="px-2 text-right sm:px-4">
                      <RemoveDomain organizationSlug={org} domain={{ id: domain.id, name: domain.name }} />
                    </TableCell>
                  ) : null}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </>
  );
}
