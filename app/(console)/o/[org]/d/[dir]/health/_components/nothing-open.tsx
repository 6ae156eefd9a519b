import { CircleCheck, Hourglass, Power } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { DirectorySummary } from "@/lib/console/overview";
import { routes } from "@/lib/routes";

export interface NothingOpenProps {
  readonly org: string;
  readonly dir: string;
  readonly health: Pick<DirectorySummary["health"], "state" | "kind">;
  readonly provider: string;
}

/** In place of findings: that nothing is wrong is said only where something has come that could be. */
export function NothingOpen({ org, dir, health, provider }: NothingOpenProps) {
  const t = useTranslations("findings");
  const link = (href: string, label: string) => (
    <Button asChild variant="primary">
      <Link href={href}>{label}</Link>
    </Button>
  );
  if (health.state === "off") {
    return (
      <EmptyState
        icon={<Power />}
        title={t("offEmpty")}
        text={t("offEmptyText", { provider })}
        action={link(routes.directory(org, dir), t("offAction"))}
      />
    );
  }
  if (health.state === "waiting") {
    return (
      <EmptyState
        icon={<Hourglass />}
        title={t("waitingEmpty")}
        text={t(health.kind === "noSuccess" ? "noSuccessEmptyText" : "waitingEmptyText", { provider })}
        action={link(routes.setupGuide(org, dir), t("waitingAction"))}
      />
    );
  }
  const text = t(health.kind === "noCycle" ? "noCycleEmptyText" : "openEmptyText", { provider });
  return <EmptyState icon={<CircleCheck />} title={t("openEmpty")} text={text} />;
}
