"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { toast } from "sonner";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { guideProviders, type GuideProvider } from "@/lib/applications/guide-steps";
import { routes } from "@/lib/routes";
import { setProviderAction } from "../../_actions/set-provider";

export interface ProviderChoiceProps {
  organizationSlug: string;
  directory: { readonly id: string; readonly slug: string; readonly provider: GuideProvider };
  mayChange: boolean;
}

/** Which identity provider the directory is connected to; the guide follows the choice. */
export function ProviderChoice({ organizationSlug, directory, mayChange }: ProviderChoiceProps) {
  const t = useTranslations("guide");
  const router = useRouter();
  const id = useId();
  const { pending, run } = useAction();

  async function choose(provider: GuideProvider): Promise<void> {
    const done = await run(() => setProviderAction(organizationSlug, { directoryId: directory.id, provider }));
    if (done === undefined) return;
    toast.success(t("providerChanged", { provider: t(`providerChoice.${provider}`) }));
    router.replace(routes.setupGuide(organizationSlug, directory.slug), { scroll: false });
  }

  return (
    <div className="grid max-w-xs gap-1.5">
      <label htmlFor={id} className="font-medium">
        {t("providerLabel")}
      </label>
      <Select
        id={id}
        value={directory.provider}
        disabled={!mayChange || pending}
        options={guideProviders.map((value) => ({ value, label: t(`providerChoice.${value}`) }))}
        onValueChange={(choice) => {
          const provider = guideProviders.find((known) => known === choice);
          if (provider !== undefined && provider !== directory.provider) void choose(provider);
        }}
      />
    </div>
  );
}
