import { getTranslations } from "next-intl/server";
import { can } from "@/lib/auth/permissions";
import type { DirectoryScope, Role } from "@/lib/auth/scope";
import { listLogViews } from "@/lib/console/log-views";
import { routes } from "@/lib/routes";
import type { LogQuery } from "../_data/log-query";
import { viewQueryOf } from "../_data/view-query";
import type { LogView } from "./log-view";
import { ViewsMenu } from "./views-menu";

export interface LogViewsProps {
  org: string;
  dir: string;
  scope: DirectoryScope;
  role: Role;
  /** What the page shows; undefined when part of it could not be read. */
  query: LogQuery | undefined;
}

/** Views that every log has. */
const builtIn: readonly (readonly ["all" | "failures" | "gone" | "testConnection", Partial<LogQuery>])[] = [
  ["all", {}],
  ["failures", { status: ["failure"] }],
  ["gone", { action: ["disable", "delete"] }],
  ["testConnection", { action: ["testConnection"] }],
];

/** The named filters of the log, and which of them the page shows at present. */
export async function LogViews({ org, dir, scope, role, query }: LogViewsProps) {
  const [t, saved] = await Promise.all([getTranslations("logViews"), listLogViews(scope)]);
  const views = [
    ...builtIn.map(([id, filter]): LogView => {
      return { id, kind: "builtIn", name: t(`standard.${id}`), query: viewQueryOf(filter) };
    }),
    ...saved.map(({ isShared, ...view }): LogView => ({ ...view, kind: isShared ? "shared" : "own" })),
  ];
  return (
    <ViewsMenu
      place={{ organizationSlug: org, directoryId: scope.directoryId }}
      path={routes.logs(org, dir)}
      current={query && viewQueryOf(query)}
      views={views}
      mayShare={can(role, "directory:update")}
    />
  );
}
