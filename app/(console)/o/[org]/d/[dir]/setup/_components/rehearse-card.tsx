import { CircleCheckBig, FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { LastRehearsal } from "@/lib/console/rehearsals";

export interface RehearseCardProps {
  last: LastRehearsal | undefined;
  provider: string;
  href: string;
}

/** What the first cycle would do, tried before anything is connected; green once it was. */
export function RehearseCard({ last, provider, href }: RehearseCardProps) {
  const t = useTranslations("rehearsal.card");
  const Icon = last === undefined ? FlaskConical : CircleCheckBig;
  return (
    <section
      aria-labelledby="rehearse-card-title"
      className={cn(
        "rounded-card mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3",
        last === undefined ? "bg-info-soft" : "bg-success-soft",
      )}
    >
      <div className="flex min-w-0 flex-1 basis-72 gap-3">
        <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", last === undefined ? "text-info" : "text-success")} />
        <div className="min-w-0">
          <h2
            id="rehearse-card-title"
            className={cn("font-semibold", last === undefined ? "text-info" : "text-success")}
          >
            {last === undefined ? t("title") : t("done")}
          </h2>
          <p>
            {last === undefined
              ? t("text", { provider })
              : t.rich("result", { ...last, when: () => <RelativeTime date={last.at} /> })}
          </p>
        </div>
      </div>
      <Button asChild>
        <Link href={href}>{t(last === undefined ? "open" : "see")}</Link>
      </Button>
    </section>
  );
}
