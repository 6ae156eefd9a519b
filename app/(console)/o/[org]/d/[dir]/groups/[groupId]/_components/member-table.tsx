import { getTranslations } from "next-intl/server";
import { ActiveBadge } from "@/components/active-badge";
import { ListPager } from "@/components/list-pager";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MemberRow } from "@/lib/console/groups";
import type { Page } from "@/lib/console/page";
import { routes } from "@/lib/routes";

export interface MemberTableProps {
  readonly org: string;
  readonly dir: string;
  readonly groupId: string;
  readonly members: Page<MemberRow>;
}

/** Who is in the group now, a page of them. */
export async function MemberTable({ org, dir, groupId, members }: MemberTableProps) {
  const [t, users] = await Promise.all([getTranslations("group"), getTranslations("users")]);
  const path = routes.group(org, dir, groupId);
  return (
    <div className="min-w-0">
      <Card aria-labelledby="members-title">
        <CardHeader id="members-title" title={t("members")} />
        {members.rows.length === 0 ? (
          <p className="text-muted px-4 py-8 text-center">{t("noMembers")}</p>
        ) : (
          <Table label={t("members")}>
            <TableHead>
              <TableHeader>{users("name")}</TableHeader>
              <TableHeader className="w-34">{users("state")}</TableHeader>
              <TableHeader className="hidden w-36 sm:table-cell">{t("added")}</TableHeader>
            </TableHead>
            <TableBody>
              {members.rows.map((member) => (
                <TableRow key={member.id}>
                  <TableCell>
                    <RowLink
                      className="block truncate"
                      href={
                        member.type === "User" ? routes.user(org, dir, member.id) : routes.group(org, dir, member.id)
                      }
                    >
                      {member.name}
                    </RowLink>
                    {member.userName === null ? null : (
                      <span className="text-muted block truncate text-[13px]">{member.userName}</span>
                    )}
                  </TableCell>
                  <TableCell>
                    {member.active === null ? (
                      <Badge tone="outline">{t("typeGroup")}</Badge>
                    ) : (
                      <ActiveBadge active={member.active} />
                    )}
                  </TableCell>
                  <TableCell className="text-muted hidden sm:table-cell">
                    <RelativeTime date={member.addedAt} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      <ListPager
        previousHref={members.previous && `${path}?before=${members.previous}`}
        nextHref={members.next && `${path}?after=${members.next}`}
      />
    </div>
  );
}
