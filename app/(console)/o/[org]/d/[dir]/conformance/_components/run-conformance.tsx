"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { startConformanceAction } from "../_actions/start-conformance";

export interface RunConformanceProps {
  organizationSlug: string;
  directoryId: string;
  /** Where the newest run is shown. */
  href: string;
  /** There was a run before. */
  isAgain: boolean;
}

export function RunConformance({ organizationSlug, directoryId, href, isAgain }: RunConformanceProps) {
  const t = useTranslations("conformance");
  const router = useRouter();
  const { pending, run } = useAction();
  async function start(): Promise<void> {
    const started = await run(() => startConformanceAction(organizationSlug, { directoryId }));
    // A former run may be shown.
    if (started !== undefined) router.push(href, { scroll: false });
  }
  return (
    <Button variant="primary" pending={pending} onClick={() => void start()}>
      {pending ? null : <Play aria-hidden />}
      {isAgain ? t("runAgain") : t("run")}
    </Button>
  );
}
