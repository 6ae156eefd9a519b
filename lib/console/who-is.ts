import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { logBegins } from "@/lib/db/explanations";
import { listRefused, type RefusedRecord } from "@/lib/db/failing-objects";
import { findFormerResource } from "@/lib/db/former-resources";
import { formerNames, meaningsOf, type FormerNameRecord, type MeaningRecord } from "@/lib/db/meanings";
import { oldestKeptId } from "./log-retention";
import { isUuid, searchText } from "./page";

/** What an id is, in one directory. */
export type Meaning =
  | MeaningRecord
  /** A person or group that only the log knows any more. */
  | {
      readonly kind: "formerUser" | "formerGroup";
      readonly id: string;
      readonly name: string;
      readonly isExternal: boolean;
      /** When it last was in the log. */
      readonly at: Date;
    }
  /** An id, but of nobody and nothing, as far back as the log goes. */
  | { readonly kind: "nobody"; readonly logBegins: Date | null };

/** What a whole id is: a person's, a group's, a request's, a credential's. Nothing for a text that is no id of ours. */
export async function whoIs(scope: DirectoryScope, text: string): Promise<readonly Meaning[]> {
  requirePermission(scope.actor, "directory:read");
  const id = searchText(text);
  if (id === undefined) return [];
  const [all, kept] = await Promise.all([meaningsOf(scope, id), oldestKeptId(scope, new Date())]);
  const found = all.filter((each) => each.kind !== "request" || each.id >= kept);
  const lower = id.toLowerCase();
  if (found.length > 0 || !isUuid(lower)) return found;
  const former = await findFormerResource(scope, lower);
  if (former !== undefined) {
    const kind = former.resourceType === "User" ? ("formerUser" as const) : ("formerGroup" as const);
    return [{ kind, id: lower, name: former.name, isExternal: false, at: former.at }];
  }
  const external = await formerNames(scope, lower, { without: [], limit: 2 });
  if (external.length > 0) return external.map(ofExternalId);
  return [{ kind: "nobody", logBegins: await logBegins(scope) }];
}

const ofExternalId = ({ id, type, name, last }: FormerNameRecord): Meaning => ({
  kind: type === "User" ? "formerUser" : "formerGroup",
  id,
  name,
  isExternal: true,
  at: last,
});

const formerMax = 6;

/**
 * People and groups that were called so, or had such an address, and are called otherwise now or are not here any more.
 * @param without ids of those that are found under what they are called now
 */
export async function listFormerNames(
  scope: DirectoryScope,
  text: string,
  without: readonly string[] = [],
): Promise<readonly FormerNameRecord[]> {
  requirePermission(scope.actor, "directory:read");
  const search = searchText(text);
  return search === undefined ? [] : formerNames(scope, search, { without, limit: formerMax });
}

const refusedMax = 6;

/** People and groups of that name, or a part of it, that the directory refuses and never had. */
export async function listRefusedNames(scope: DirectoryScope, text: string): Promise<readonly RefusedRecord[]> {
  requirePermission(scope.actor, "directory:read");
  const search = searchText(text);
  return search === undefined ? [] : listRefused(db, scope, search, refusedMax);
}
