"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { GuideProvider } from "@/lib/applications/guide-steps";
import { routes } from "@/lib/routes";
import { setProviderAction } from "../../_actions/set-provider";

export interface UseProviderProps {
  organizationSlug: string;
  directory: { readonly id: string; readonly slug: string };
  provider: GuideProvider;
}

/** Makes the provider whose guide is being read the directory's own. */
export function UseProvider({ organizationSlug, directory, provider }: UseProviderProps) {
  const t = useTranslations("guide");
  const router = useRouter();
  const { pending, run } = useAction();
  const name = t(`providerChoice.${provider}`);

  async function choose(): Promise<void> {
    const done = await run(() => setProviderAction(organizationSlug, { directoryId: directory.id, provider }));
    if (done === undefined) return;
    toast.success(t("providerChanged", { provider: name }));
    router.replace(routes.setupGuide(organizationSlug, directory.slug), { scroll: false });
  }

  return (
    <Button size="sm" pending={pending} onClick={() => void choose()}>
      {t("otherProviderSwitch", { wanted: name })}
    </Button>
  );
}
