import { FlaskConical, Info } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { domainsFor, listRehearsals, readRehearsalReport, readRehearsedObjects } from "@/lib/console/rehearsals";
import { openTrialRun } from "@/lib/console/trial-runs";
import { routes } from "@/lib/routes";
import { directoryWords } from "../_data/directory-words";
import { requireDirectory } from "../_data/require-directory";
import { RehearsalEnd } from "./_components/rehearsal-end";
import { RehearsalList } from "./_components/rehearsal-list";
import { RehearsalProgress } from "./_components/rehearsal-progress";
import { RehearsalView } from "./_components/rehearsal-view";
import { RehearseForm } from "./_components/rehearse-form";

export const generateMetadata = () => pageTitle("rehearsal");

/** While something runs, and while nothing does: somebody else may start it. */
const refreshSeconds = { busy: 1, idle: 30 } as const;

export default async function RehearsePage({ params, searchParams }: PageProps<"/o/[org]/d/[dir]/rehearse">) {
  const { org, dir } = await params;
  const { run: wanted } = await searchParams;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const [t, { application }, short, rehearsals, open, domains] = await Promise.all([
    getTranslations("rehearsal"),
    directoryWords(directory),
    getTranslations("provider.short"),
    listRehearsals(scope),
    openTrialRun(scope),
    domainsFor(scope),
  ]);
  // What is played is Entra, whatever the directory is connected to.
  const words = { application, provider: short("entra") };
  const running = rehearsals.find(({ id }) => id === open?.id);
  const over = rehearsals.filter(({ id }) => id !== running?.id);
  const shown = wanted === undefined ? over[0] : over.find(({ id }) => id === wanted);
  const [report, objects] =
    shown?.state === "done"
      ? await Promise.all([readRehearsalReport(scope, shown.id), readRehearsedObjects(scope, shown.id)])
      : [undefined, []];
  const mayRun = can(admin.role, "trial:run");
  const links = { domains: routes.domains(org), mapping: routes.mapping(org, dir) };
  const isMissing = wanted !== undefined && shown === undefined && running?.id !== wanted;
  return (
    <>
      <LiveRefresh seconds={open === undefined ? refreshSeconds.idle : refreshSeconds.busy} />
      <PageHeader title={t("title")} text={t("text", words)} />
      <p role="status" className="sr-only">
        {running ? t("stateTitle.running") : report && t("over", { created: report.users.created })}
      </p>
      <div className="grid gap-5">
        <div className="bg-info-soft rounded-card flex gap-3 px-4 py-3">
          <Info aria-hidden className="text-info mt-0.5 size-4 shrink-0" />
          <div className="min-w-0">
            <h2 className="text-info font-semibold">{t("safeTitle", words)}</h2>
            <p className="max-w-3xl break-words">{t("safeText", words)}</p>
          </div>
        </div>
        {running === undefined ? null : (
          <Card aria-labelledby="running-title">
            <CardHeader
              id="running-title"
              title={t(running.state === "queued" ? "stateTitle.queued" : "stateTitle.running")}
            />
            <CardBody>
              <RehearsalProgress
                organizationSlug={org}
                directoryId={directory.id}
                directory={directory.name}
                rehearsal={running}
                mayCancel={mayRun}
              />
            </CardBody>
          </Card>
        )}
        {isMissing ? <RehearsalEnd title={t("missingTitle")} text={t("missingText")} /> : null}
        {shown === undefined || running !== undefined ? null : report === undefined ? (
          <RehearsalEnd title={t(endTitle(shown.state))} text={endText(shown.state, shown.problem)} />
        ) : (
          <RehearsalView
            rehearsal={shown}
            report={report}
            objects={objects}
            words={words}
            links={{
              ...links,
              csv: routes.rehearsalFile(org, dir, shown.id, "people.csv"),
              json: routes.rehearsalFile(org, dir, shown.id, "report.json"),
            }}
          />
        )}
        <Card aria-labelledby="rehearse-title">
          <CardHeader
            id="rehearse-title"
            title={t("formTitle")}
            aside={<FlaskConical aria-hidden className="text-muted size-4" />}
          />
          <CardBody>
            {mayRun ? (
              <div className="grid gap-4">
                {open !== undefined && running === undefined ? <p className="text-warning">{t("otherRun")}</p> : null}
                <RehearseForm
                  organizationSlug={org}
                  directoryId={directory.id}
                  href={routes.rehearse(org, dir)}
                  provider={words.provider}
                  domains={domains}
                  isAgain={over.length > 0}
                  isBusy={open !== undefined}
                />
              </div>
            ) : (
              <p className="text-muted">{t("mayNotStart")}</p>
            )}
          </CardBody>
        </Card>
        {over.length === 0 ? null : (
          <RehearsalList
            rehearsals={over}
            current={shown?.id}
            words={words}
            links={links}
            hrefOf={(run) => routes.rehearse(org, dir, { run })}
          />
        )}
      </div>
    </>
  );

  function endText(state: string, problem: string | null): string {
    if (state === "lost") return t("lostText");
    if (state === "cancelled") return t("cancelledText");
    return problem === "sandboxTooLarge" || problem === "tooSlow" ? t(`problem.${problem}`) : t("failedText");
  }
}

function endTitle(state: string) {
  return state === "lost" || state === "cancelled" ? (`stateTitle.${state}` as const) : "stateTitle.failed";
}
