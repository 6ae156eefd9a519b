import { MailX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { readAlertSetting } from "@/lib/console/alert-settings";
import { countFailed, deliveryStates, listDeliveries } from "@/lib/console/deliveries";
import { readNotifications } from "@/lib/console/notifications";
import { listDirectoryWebhooks } from "@/lib/console/webhooks";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { DeliveriesCard } from "./_components/deliveries-card";
import { FailureSettings } from "./_components/failure-settings";
import { RecipientsForm } from "./_components/recipients-form";
import { TestMail } from "./_components/test-mail";
import { WebhooksCard } from "./_components/webhooks/webhooks-card";

export const generateMetadata = () => pageTitle("notifications");

const loadQuery = createLoader({
  state: parseAsStringLiteral(deliveryStates),
  /** The deliveries of one webhook. */
  webhook: parseAsString,
  after: parseAsString,
  before: parseAsString,
});

export default async function NotificationsPage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/notifications">) {
  const { org, dir } = await params;
  const query = await loadQuery(searchParams);
  const [state, webhookId] = [query.state ?? undefined, query.webhook ?? undefined];
  const { scope, directory, admin, organization } = await requireDirectory(org, dir);
  const [t, { shortProvider: provider }, { isSetUp, named, recipients }, webhooks, setting, page, dead] =
    await Promise.all([
      getTranslations("notifications"),
      directoryWords(directory),
      readNotifications(scope),
      listDirectoryWebhooks(scope),
      readAlertSetting(scope),
      listDeliveries(scope, {
        state,
        webhookId,
        after: query.after ?? undefined,
        before: query.before ?? undefined,
      }),
      countFailed(scope),
    ]);
  const shownDead = dead.filter(({ recipient }) => webhookId === undefined || recipient === webhookId);
  const failed = sumOf(shownDead);
  const replayable = sumOf(shownDead.filter(({ reach }) => reach === "reached"));
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
        <DeliveriesCard
          org={org}
          dir={dir}
          directoryId={directory.id}
          provider={directory.provider}
          page={page}
          state={state}
          webhookId={webhookId}
          webhooks={webhooks}
          failed={failed}
          replayable={replayable}
          mayReplay={mayChange}
        />
      </div>
    </>
  );
}

const sumOf = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0);
