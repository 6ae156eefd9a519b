import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { hrefOfMeaning, MeaningSentence } from "@/components/shell/meaning-sentence";
import { EmptyState } from "@/components/ui/empty-state";
import type { Meaning, listFormerNames } from "@/lib/console/who-is";
import { routes } from "@/lib/routes";

export interface NobodyFoundProps {
  readonly org: string;
  readonly dir: string;
  readonly query: string;
  readonly former: Awaited<ReturnType<typeof listFormerNames>>;
  readonly meanings: readonly Meaning[];
}

const linkClass = "text-accent-text rounded-sm font-medium underline underline-offset-4";

/** Nobody of the list matches: who was called so once, and what it is if it is an id. */
export function NobodyFound({ org, dir, query, former, meanings }: NobodyFoundProps) {
  const t = useTranslations("users");
  if (former.length === 0 && meanings.length === 0) {
    return <EmptyState icon={<SearchX />} title={t("noMatchTitle")} text={t("noMatchText")} />;
  }
  return (
    <EmptyState icon={<SearchX />} title={t("formerTitle")} text={meanings.length === 0 ? t("formerText") : query}>
      <ul className="mt-3 grid gap-1.5">
        {meanings.map((meaning, index) => {
          const href = hrefOfMeaning(meaning, org, dir);
          return (
            <li key={index} className="break-words">
              {href === undefined ? (
                <MeaningSentence meaning={meaning} />
              ) : (
                <Link href={href} className={linkClass}>
                  <MeaningSentence meaning={meaning} />
                </Link>
              )}
            </li>
          );
        })}
        {former.map(({ id, type, name, isHere, matched }) => (
          <li key={id} className="break-words">
            <Link href={type === "User" ? routes.user(org, dir, id) : routes.group(org, dir, id)} className={linkClass}>
              {matched}
            </Link>{" "}
            <span className="text-muted">{t(isHere ? "formerNow" : "formerGone", { name })}</span>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
