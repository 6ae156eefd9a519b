import { MailX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { readAlertSetting } from "@/lib/console/alert-settings";
import { readNotifications } from "@/lib/console/notifications";
import { listDirectoryWebhooks } from "@/lib/console/webhooks";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { Deliveries } from "./_components/deliveries";
import { FailureSettings } from "./_components/failure-settings";
import { RecipientsForm } from "./_components/recipients-form";
import { ReplayButton } from "./_components/replay-button";
import { TestMail } from "./_components/test-mail";
import { WebhooksCard } from "./_components/webhooks/webhooks-card";

export const generateMetadata = () => pageTitle("notifications");

export default async function NotificationsPage({ params }: PageProps<"/o/[org]/d/[dir]/notifications">) {
  const { org, dir } = await params;
  const { scope, directory, admin, organization } = await requireDirectory(org, dir);
  const [t, { shortProvider: provider }, { isSetUp, named, recipients, deliveries, dead }, webhooks, setting] =
    await Promise.all([
      getTranslations("notifications"),
      directoryWords(directory),
      readNotifications(scope),
      listDirectoryWebhooks(scope),
      readAlertSetting(scope),
    ]);
  const place = { organizationSlug: org, directoryId: directory.id };
  const mayChange = can(admin.role, "directory:update");
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title={t("title")} text={t("text", { directory: directory.name })} />
      <div className="grid max-w-3xl gap-5">
        {isSetUp ? null : (
          <div className="bg-warning-soft text-warning rounded-card flex gap-3 px-4 py-3">
            <MailX aria-hidden className="mt-0.5 size-4 shrink-0" />
            <div>
              <h2 className="font-semibold">{t("notSetUpTitle")}</h2>
              <p className="text-foreground">
                {t.rich("notSetUpText", { c: (chunks) => <Code className="break-words">{chunks}</Code> })}
              </p>
            </div>
          </div>
        )}
        <Card aria-labelledby="recipients-title">
          <CardHeader id="recipients-title" title={t("recipientsTitle")} />
          <CardBody className="grid gap-4">
            <p className="text-muted">{t("intro", { provider })}</p>
            <RecipientsForm
              key={named.join()}
              organizationSlug={org}
              organization={organization.name}
              directoryId={directory.id}
              named={named}
              mayChange={mayChange}
            />
            {named.length > 0 ? null : (
              <p className="text-muted text-[13px] break-words">
                {recipients.length === 0
                  ? t("sentToNobody", { organization: organization.name })
                  : t("sentToDefault", { organization: organization.name, emails: recipients.join(", ") })}
              </p>
            )}
            {isSetUp && mayChange && recipients.length > 0 ? (
              <TestMail organizationSlug={org} directoryId={directory.id} />
            ) : null}
          </CardBody>
        </Card>
        <FailureSettings {...place} provider={provider} setting={setting} mayChange={mayChange} />
        <WebhooksCard {...place} webhooks={webhooks} mayChange={mayChange} />
        {dead.length === 0 ? null : (
          <Card aria-labelledby="dead-title">
            <CardHeader
              id="dead-title"
              title={t("deadTitle")}
              aside={mayChange && dead.length > 1 ? <ReplayButton {...place} /> : undefined}
            />
            <CardBody className="text-muted border-b">{t("deadText")}</CardBody>
            <Deliveries deliveries={dead} webhooks={webhooks} replay={mayChange ? place : undefined} />
          </Card>
        )}
        <Card aria-labelledby="deliveries-title">
          <CardHeader id="deliveries-title" title={t("deliveriesTitle")} />
          {deliveries.length === 0 ? (
            <CardBody className="text-muted">{t("deliveriesEmpty")}</CardBody>
          ) : (
            <Deliveries deliveries={deliveries} webhooks={webhooks} />
          )}
        </Card>
      </div>
    </>
  );
}
