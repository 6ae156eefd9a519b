import { mayHold } from "@/lib/scim/filter/compile-indexed";
import { fold } from "@/lib/scim/filter/fold";
import type { SqlFragment } from "@/lib/scim/filter/sql-fragment";
import { Prisma } from "@/prisma/generated/client";
import { isUuid } from "./is-uuid";

/**
 * What people type to find row `r`: part of its indexed text in any case, or a whole externalId or SCIM id. Each way has
 * its index; a way without one would cost all of them theirs.
 */
export function matchesSearch(indexedText: SqlFragment, search: string): Prisma.Sql {
  const { strings, values } = mayHold(indexedText, fold(search));
  return Prisma.sql`(${new Prisma.Sql(strings, values)}
    OR r."externalId" IN (${search}, ${search.toLowerCase()}, ${search.toUpperCase()})
    ${isUuid(search) ? Prisma.sql`OR r."id" = ${search}::uuid` : Prisma.empty})`;
}
