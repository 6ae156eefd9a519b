import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEvidenceText } from "@/components/guide/use-evidence-text";
import { RelativeTime } from "@/components/relative-time";
import { StepList } from "@/components/step-list";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { GuideProvider } from "@/lib/applications/guide-steps";
import type { SetupProgress } from "@/lib/applications/setup-progress";

export interface SetupCardProps {
  progress: SetupProgress;
  provider: GuideProvider;
  shortProvider: string;
  href: string;
}

/** The setup guide in short: its steps with what was seen of each, and the way to it. */
export function SetupCard({ progress, provider, shortProvider, href }: SetupCardProps) {
  const t = useTranslations("guide");
  const textOf = useEvidenceText(provider);
  const { steps, over, isOver } = progress;
  return (
    <Card aria-labelledby="setup-title">
      <CardHeader
        id="setup-title"
        title={t("cardTitle", { provider: shortProvider })}
        aside={<Badge>{t("progress", { done: over, total: steps.length })}</Badge>}
      />
      <StepList
        className="p-4"
        steps={steps.map(({ step, state, evidence }) => {
          const sighting = evidence.findLast((each) => each.sighting !== undefined);
          return {
            title: t(`steps.${step.id}.title`),
            done: state === "done" || state === "skipped",
            text:
              state === "skipped" ? (
                t("state.skipped")
              ) : sighting?.sighting === undefined ? null : (
                <>
                  {textOf(sighting.kind, sighting.sighting)}
                  {sighting.sighting.at === undefined ? null : (
                    <>
                      {" "}
                      <RelativeTime date={sighting.sighting.at} />
                    </>
                  )}
                </>
              ),
          };
        })}
      />
      <div className="border-t px-4 py-3">
        <Button asChild variant={isOver ? "secondary" : "primary"}>
          <Link href={href}>{t(isOver ? "open" : over === 0 ? "begin" : "continue")}</Link>
        </Button>
      </div>
    </Card>
  );
}
