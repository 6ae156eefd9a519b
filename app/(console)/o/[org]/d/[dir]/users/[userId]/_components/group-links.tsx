import { useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";

export interface GroupLinksProps {
  readonly groups: readonly { readonly id: string; readonly name: string; readonly addedAt?: Date }[];
  readonly hrefOf: (id: string) => string;
}

/** The groups of a person, each with when they were added. */
export function GroupLinks({ groups, hrefOf }: GroupLinksProps) {
  const t = useTranslations("user");
  if (groups.length === 0) return <p className="text-muted px-4 py-6 text-center">{t("noGroups")}</p>;
  return (
    <ul className="divide-y">
      {groups.map(({ id, name, addedAt }) => (
        <li key={id} className="hover:bg-hover relative flex items-center justify-between gap-3 px-4 py-2.5">
          <Link
            href={hrefOf(id)}
            className="focus-visible:after:outline-ring truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
          >
            {name}
          </Link>
          {addedAt === undefined ? null : <RelativeTime date={addedAt} className="text-muted shrink-0 text-[13px]" />}
        </li>
      ))}
    </ul>
  );
}
