import { SearchX, ShieldCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString } from "nuqs/server";
import { ListPager } from "@/components/list-pager";
import { LiveRefresh } from "@/components/live-refresh";
import { pageTitle } from "@/components/page-title";
import { SearchBox } from "@/components/search-box";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { defaultBrake } from "@/lib/applications/deprovision-brake";
import { can } from "@/lib/auth/permissions";
import { countDeletedUsersOf } from "@/lib/console/deleted-users";
import { brakeOf } from "@/lib/console/deprovision-brake";
import { listHeldUsers } from "@/lib/console/held-users";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import { requireDirectory } from "../../_data/require-directory";
import { BrakeActs } from "../_components/brake-acts";
import { BrakeSettings } from "../_components/brake-settings";
import { BrakeState } from "../_components/brake-state";
import { DeprovisioningHeader } from "../_components/deprovisioning-header";
import { HeldTable } from "../_components/held-table";

export const generateMetadata = () => pageTitle("deprovisioning");

const loadQuery = createLoader({ q: parseAsString, after: parseAsString, before: parseAsString });

export default async function DeprovisioningPage({
  params,
  searchParams,
}: PageProps<"/o/[org]/d/[dir]/deprovisioning">) {
  const { org, dir } = await params;
  const { scope, directory, admin } = await requireDirectory(org, dir);
  const query = await loadQuery(searchParams);
  const q = query.q ?? undefined;
  const [t, words, brake, deleted, page] = await Promise.all([
    getTranslations("deprovisioning"),
    directoryWords(directory),
    brakeOf(scope),
    countDeletedUsersOf(scope),
    listHeldUsers(scope, { search: q, after: query.after ?? undefined, before: query.before ?? undefined }),
  ]);
  const provider = words.shortProvider;
  const mayDecide = can(admin.role, "person:decide");
  const requestHref = (event: string) => routes.logs(org, dir, { range: "all", event });
  return (
    <>
      <LiveRefresh seconds={15} />
      <DeprovisioningHeader
        org={org}
        dir={dir}
        current="held"
        held={brake.held}
        deleted={deleted}
        provider={provider}
        application={words.application}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <BrakeState brake={brake} provider={provider} hrefOf={requestHref}>
            {mayDecide ? (
              <BrakeActs
                organizationSlug={org}
                directoryId={directory.id}
                provider={provider}
                held={brake.held}
                isTripped={brake.tripped !== undefined}
                hours={(brake.terms ?? defaultBrake).hours}
              />
            ) : undefined}
          </BrakeState>
          {brake.held === 0 && q === undefined ? (
            <Card>
              <EmptyState icon={<ShieldCheck />} title={t("heldEmptyTitle")} text={t("heldEmptyText", { provider })} />
            </Card>
          ) : (
            <>
              <SearchBox
                label={t("searchLabel")}
                placeholder={t("searchPlaceholder")}
                className="mb-4 w-full sm:w-80"
              />
              <Card>
                {page.rows.length === 0 ? (
                  <EmptyState icon={<SearchX />} title={t("noMatchTitle")} text={t("noMatchText")} />
                ) : (
                  <HeldTable
                    organizationSlug={org}
                    directoryId={directory.id}
                    mayDecide={mayDecide}
                    rows={page.rows.map((row) => ({
                      ...row,
                      personHref:
                        row.kind === "disable"
                          ? routes.user(org, dir, row.id)
                          : routes.logs(org, dir, { about: row.id, range: "all" }),
                      requestHref: requestHref(row.eventId),
                    }))}
                  />
                )}
              </Card>
              <ListPager
                previousHref={page.previous && routes.deprovisioning(org, dir, { q, before: page.previous })}
                nextHref={page.next && routes.deprovisioning(org, dir, { q, after: page.next })}
              />
            </>
          )}
        </div>
        <BrakeSettings
          organizationSlug={org}
          directoryId={directory.id}
          provider={provider}
          terms={brake.terms}
          mayChange={can(admin.role, "directory:update")}
        />
      </div>
    </>
  );
}
