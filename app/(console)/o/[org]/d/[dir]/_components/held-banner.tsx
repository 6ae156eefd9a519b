import { Hand } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";

export interface HeldBannerProps {
  /** People who wait for a decision. */
  count: number;
  provider: string;
  href: string;
}

/** Who leaves waits for an admin: said where they look first. */
export function HeldBanner({ count, provider, href }: HeldBannerProps) {
  const t = useTranslations("directory");
  return (
    <section
      aria-labelledby="held-banner"
      className="bg-warning-soft text-warning rounded-card mb-5 flex flex-wrap items-center gap-3 px-4 py-3"
    >
      <Hand aria-hidden className="mt-0.5 size-4 shrink-0 self-start" />
      <div className="min-w-0 flex-1 basis-60">
        <h2 id="held-banner" className="font-semibold">
          {t("heldBanner", { count })}
        </h2>
        <p className="text-foreground">{t("heldBannerText", { provider })}</p>
      </div>
      <Button asChild>
        <Link href={href}>{t("heldBannerLink")}</Link>
      </Button>
    </section>
  );
}
