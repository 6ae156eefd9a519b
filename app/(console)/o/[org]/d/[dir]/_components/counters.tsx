import { useFormatter, useTranslations } from "next-intl";
import { Stat, StatGroup } from "@/components/ui/stat";
import { useCount } from "@/components/use-count";
import { countedMax, type Activity, type DirectorySummary } from "@/lib/console/overview";
import { routes } from "@/lib/routes";

export interface CountersProps {
  org: string;
  summary: DirectorySummary;
  activity: Activity;
}

/** Four numbers, each a link to the rows it counts. */
export function Counters({ org, summary, activity }: CountersProps) {
  const t = useTranslations("directory");
  const format = useFormatter();
  const shown = useCount(countedMax);
  const { slug, activeUsers, disabledUsers, groups, failures } = summary;
  return (
    <StatGroup label={t("counters")}>
      <Stat
        href={routes.users(org, slug, { state: "active" })}
        value={format.number(activeUsers)}
        label={t("activeUsers", { count: activeUsers })}
        note={activity.arrivedUsers === 0 ? t("noChange") : t("newToday", { count: shown(activity.arrivedUsers) })}
      />
      <Stat
        href={routes.users(org, slug, { state: "disabled" })}
        value={format.number(disabledUsers)}
        label={t("disabledUsers")}
        note={activity.disabled === 0 ? t("noChange") : t("disabledToday", { count: shown(activity.disabled) })}
      />
      <Stat
        href={routes.groups(org, slug)}
        value={format.number(groups)}
        label={t("groups", { count: groups })}
        note={activity.arrivedGroups === 0 ? t("noChange") : t("newToday", { count: shown(activity.arrivedGroups) })}
      />
      <Stat
        href={routes.logs(org, slug, { status: "failure", range: "24h", reads: "true" })}
        value={shown(failures)}
        label={t("failures", { count: failures })}
        tone={failures > 0 ? "danger" : "default"}
        note={
          failures === 0
            ? t("noFailures")
            : activity.affected === 0
              ? undefined
              : t("peopleAffected", { count: activity.affected, shown: shown(activity.affected) })
        }
      />
    </StatGroup>
  );
}
