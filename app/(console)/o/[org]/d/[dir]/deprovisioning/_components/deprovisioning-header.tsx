import { useFormatter, useTranslations } from "next-intl";
import { SegmentedLinks } from "@/components/segmented-links";
import { PageHeader } from "@/components/ui/page-header";
import { keptForDays } from "@/lib/applications/deprovision-brake";
import { routes } from "@/lib/routes";

export interface DeprovisioningHeaderProps {
  org: string;
  dir: string;
  current: "held" | "deleted";
  held: number;
  deleted: number;
  provider: string;
  application: string;
}

/** The two lists of who leaves: who is held, and who was deleted. */
export function DeprovisioningHeader(props: DeprovisioningHeaderProps) {
  const { org, dir, current, held, deleted, provider, application } = props;
  const t = useTranslations("deprovisioning");
  const format = useFormatter();
  return (
    <>
      <PageHeader title={t("title")} text={t("text", { provider, application, days: keptForDays })} />
      <div className="mb-4">
        <SegmentedLinks
          label={t("tabs")}
          segments={[
            {
              href: routes.deprovisioning(org, dir),
              label: t("heldTab"),
              count: format.number(held),
              current: current === "held",
            },
            {
              href: routes.deleted(org, dir),
              label: t("deletedTab"),
              count: format.number(deleted),
              current: current === "deleted",
            },
          ]}
        />
      </div>
    </>
  );
}
