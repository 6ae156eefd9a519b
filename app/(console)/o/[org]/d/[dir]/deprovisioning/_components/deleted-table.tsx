import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActiveBadge } from "@/components/active-badge";
import { RelativeTime } from "@/components/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { DeletedUserRow } from "@/lib/console/deleted-users";
import { routes } from "@/lib/routes";
import { RestoreButton } from "./restore-button";

export interface DeletedTableProps {
  org: string;
  dir: string;
  directoryId: string;
  rows: readonly DeletedUserRow[];
  mayRestore: boolean;
}

/** The bin: who was deleted, when, by which request, how long they are kept; and the way back. */
export function DeletedTable({ org, dir, directoryId, rows, mayRestore }: DeletedTableProps) {
  const t = useTranslations("deprovisioning");
  const link = (href: string) => {
    const Anchor = (chunks: ReactNode) => (
      <Link href={href} className="text-accent-text rounded-sm underline underline-offset-4">
        {chunks}
      </Link>
    );
    return Anchor;
  };
  return (
    <Table label={t("deletedTab")}>
      <TableHead>
        <TableHeader>{t("person")}</TableHeader>
        <TableHeader className="hidden w-32 sm:table-cell">{t("deletedAt")}</TableHeader>
        <TableHeader className="hidden w-28 md:table-cell">{t("request")}</TableHeader>
        <TableHeader className="hidden w-32 md:table-cell">{t("left")}</TableHeader>
        <TableHeader className="w-32 sm:w-64">
          <span className="sr-only">{t("restore")}</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const name = row.displayName ?? row.userName;
          return (
            <TableRow key={row.id}>
              <TableCell>
                <Link
                  href={routes.logs(org, dir, { about: row.id, range: "all" })}
                  className="block truncate rounded-sm font-medium hover:underline"
                >
                  {name}
                </Link>
                <span className="text-muted block truncate text-[13px]">{row.userName}</span>
              </TableCell>
              <TableCell className="text-muted hidden sm:table-cell">
                <RelativeTime date={row.deletedAt} />
              </TableCell>
              <TableCell className="hidden md:table-cell">
                <Link
                  href={routes.logs(org, dir, { range: "all", event: row.eventId })}
                  aria-label={t("showRequest", { name })}
                  className="text-accent-text rounded-sm underline-offset-4 hover:underline"
                >
                  {t("request")}
                </Link>
              </TableCell>
              <TableCell className="text-muted hidden md:table-cell">
                {t("daysLeft", { count: row.daysLeft })}
              </TableCell>
              <TableCell className="text-right whitespace-normal">
                {row.takenBy !== undefined ? (
                  <span className="text-muted text-[13px]">
                    {t.rich("takenBy", {
                      name: row.takenBy.name,
                      link: link(routes.user(org, dir, row.takenBy.id)),
                    })}
                  </span>
                ) : row.isHeld ? (
                  <Link href={routes.deprovisioning(org, dir, { q: row.userName })} className="rounded-full">
                    <ActiveBadge active={false} isHeld />
                  </Link>
                ) : mayRestore ? (
                  <RestoreButton organizationSlug={org} directoryId={directoryId} userId={row.id} name={name} />
                ) : null}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
