import { getTranslations } from "next-intl/server";
import { pageTitle } from "@/components/page-title";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { can } from "@/lib/auth/permissions";
import { requireAdmin } from "@/lib/auth/session";
import { listAdmins } from "@/lib/console/admins";
import { logDaysOf } from "@/lib/console/log-retention";
import { listSessions } from "@/lib/console/sessions";
import { LogDaysForm } from "./_components/log-days-form";
import { OrganizationForm } from "./_components/organization-form";
import { SessionList } from "./_components/session-list";
import { ThemeChoice } from "./_components/theme-choice";

export const generateMetadata = () => pageTitle("settings");

export default async function SettingsPage({ params }: PageProps<"/o/[org]/settings">) {
  const { org } = await params;
  const context = await requireAdmin(org);
  const { scope, admin, organization } = context;
  const [t, admins, sessions, logDays] = await Promise.all([
    getTranslations("settings"),
    listAdmins(scope),
    listSessions(context),
    logDaysOf(scope),
  ]);
  return (
    <>
      <PageHeader title={t("title")} text={t("text")} />
      <div className="grid max-w-3xl gap-5">
        <Card aria-labelledby="organization-title">
          <CardHeader id="organization-title" title={t("organization")} />
          <CardBody>
            <OrganizationForm
              key={organization.name}
              organizationSlug={org}
              name={organization.name}
              mayRename={can(admin.role, "organization:update")}
            />
          </CardBody>
        </Card>
        <Card aria-labelledby="log-title">
          <CardHeader id="log-title" title={t("log")} />
          <CardBody>
            <LogDaysForm
              key={logDays}
              organizationSlug={org}
              days={logDays}
              mayChange={can(admin.role, "organization:update")}
            />
          </CardBody>
        </Card>
        <Card aria-labelledby="admins-title">
          <CardHeader id="admins-title" title={t("admins")} aside={<Badge>{admins.length}</Badge>} />
          <Table label={t("admins")}>
            <TableHead>
              <TableHeader>{t("adminName")}</TableHeader>
              <TableHeader className="w-28">{t("adminRole")}</TableHeader>
              <TableHeader className="hidden w-36 sm:table-cell">{t("adminSince")}</TableHeader>
            </TableHead>
            <TableBody>
              {admins.map(({ id, name, email, role, createdAt }) => (
                <TableRow key={id}>
                  <TableCell>
                    <span className="block truncate font-medium">
                      {name}
                      {id === admin.id ? <span className="text-muted font-normal"> ({t("you")})</span> : null}
                    </span>
                    {name === email ? null : <span className="text-muted block truncate text-[13px]">{email}</span>}
                  </TableCell>
                  <TableCell>{t(`role.${role}`)}</TableCell>
                  <TableCell className="text-muted hidden sm:table-cell">
                    <RelativeTime date={createdAt} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
        <Card id="sessions" aria-labelledby="sessions-title" className="scroll-mt-4">
          <CardHeader
            id="sessions-title"
            title={t("sessions")}
            aside={<span className="text-muted text-[13px]">{t("sessionsText", { email: admin.email })}</span>}
          />
          <SessionList sessions={sessions} />
        </Card>
        <Card aria-labelledby="appearance-title">
          <CardHeader
            id="appearance-title"
            title={t("appearance")}
            aside={<span className="text-muted text-[13px]">{t("appearanceText")}</span>}
          />
          <CardBody>
            <ThemeChoice />
          </CardBody>
        </Card>
      </div>
    </>
  );
}
