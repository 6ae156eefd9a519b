import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { EndingDto } from "@/lib/console/ending-credentials";
import { routes } from "@/lib/routes";

export interface EndingCredentialsProps {
  org: string;
  ending: readonly EndingDto[];
  /** Whether directories are told apart: on a page of several. */
  naming: boolean;
  mayReplace: boolean;
}

/** The soonest; more would hide what the page is for. */
const shownMax = 5;

/** Tokens and client secrets whose end is near, each with the way to replace it: amber, and red within a week. */
export function EndingCredentials({ org, ending, naming, mayReplace }: EndingCredentialsProps) {
  const t = useTranslations("ending");
  if (ending.length === 0) return null;
  return (
    <section aria-label={t("label")} className="mb-5 grid gap-3">
      {ending.slice(0, shownMax).map((one) => (
        <Ending key={one.id} org={org} ending={one} naming={naming} mayReplace={mayReplace} />
      ))}
      {ending.length > shownMax ? <p className="text-muted">{t("more", { count: ending.length - shownMax })}</p> : null}
    </section>
  );
}

interface EndingProps extends Omit<EndingCredentialsProps, "ending"> {
  ending: EndingDto;
}

function Ending({ org, ending, naming, mayReplace }: EndingProps) {
  const t = useTranslations("ending");
  const providers = useTranslations("provider.short");
  const { kind, name, urgency, expiresAt, lastUsedAt, directoryName, provider } = ending;
  const isSoon = urgency === "soon";
  const hasEnded = urgency === "ended";
  const title = hasEnded ? (`${kind}Ended` as const) : (`${kind}Soon` as const);
  const words = { name, directory: directoryName, provider: providers(provider) };
  const remedy = hasEnded ? "endedText" : lastUsedAt === null ? "unusedText" : (`${kind}Text` as const);
  return (
    <div
      className={cn(
        "rounded-card flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4 py-3",
        isSoon ? "bg-warning-soft" : "bg-danger-soft",
      )}
    >
      <div className="flex min-w-0 flex-1 basis-72 gap-3">
        <TriangleAlert aria-hidden className={cn("mt-0.5 size-4 shrink-0", isSoon ? "text-warning" : "text-danger")} />
        <div className="min-w-0 break-words">
          <h2 className={cn("font-semibold", isSoon ? "text-warning" : "text-danger")}>
            {naming ? `${directoryName}: ` : null}
            {t.rich(title, { ...words, when: () => <RelativeTime date={expiresAt} distance="always" /> })}
          </h2>
          <p>{t(remedy, words)}</p>
        </div>
      </div>
      {mayReplace ? <Replace org={org} ending={ending} /> : null}
    </div>
  );
}

/** What ended cannot be rotated any more: its directory's page makes a new one. */
function Replace({
  org,
  ending: { kind, id, name, identifier, urgency, directorySlug, directoryName },
}: {
  org: string;
  ending: EndingDto;
}) {
  const t = useTranslations("ending");
  const words = { name, directory: directoryName };
  const isToken = kind === "token";
  if (isToken && urgency === "ended") {
    return (
      <Button asChild>
        <Link href={`${routes.directory(org, directorySlug)}#connection-title`} aria-label={t("openNamed", words)}>
          {t("open")}
        </Link>
      </Button>
    );
  }
  return (
    <Button asChild>
      <Link
        scroll={false}
        href={routes.directory(org, directorySlug, isToken ? { rotate: id } : { secret: identifier })}
        aria-label={t(isToken ? "rotateNamed" : "newSecretNamed", words)}
      >
        {t(isToken ? "rotate" : "newSecret")}
      </Link>
    </Button>
  );
}
