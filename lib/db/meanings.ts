import type { DirectoryScope } from "@/lib/auth/scope";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import { holdsIndexed, holdsText, isText } from "./holds-text";
import { isUuid } from "./is-uuid";
import { subjectsOf } from "./log-identities";
import { resourceNames } from "./resource-names";
import { runOnce } from "./statements";
import { uuidTime } from "./uuid-time";

/** What has an id, in one directory. */
export interface MeaningRecord {
  readonly kind: "user" | "group" | "deleted" | "request" | "token" | "client";
  readonly id: string;
  readonly name: string | null;
  /** It is the externalId of `id`. */
  readonly isExternal: boolean;
  /** When they were deleted, or the request was. */
  readonly at: Date | null;
}

/** Everything of a directory that has a whole id: people and groups also by externalId, credentials by their public part. */
export async function meaningsOf(scope: DirectoryScope, text: string): Promise<MeaningRecord[]> {
  const id = isUuid(text) ? text.toLowerCase() : null;
  const externalIds = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const tokenKey = /^mus_([0-9A-Za-z]{12})(?:_|$)/.exec(text)?.[1] ?? null;
  const of = (alias: string) => sql`${raw(`${alias}."directoryId"`)} = ${scope.directoryId}
    AND ${raw(`${alias}."organizationId"`)} = ${scope.organizationId}`;
  return runOnce<MeaningRecord>(sql`
    SELECT 'user' AS "kind", u."id", coalesce(u."displayName", u."userName") AS "name", u."id" IS DISTINCT FROM ${id}::uuid AS "isExternal",
      NULL::timestamptz AS "at"
    FROM "User" u WHERE ${of("u")} AND (u."id" = ${id}::uuid OR u."externalId" = ANY(${externalIds}::text[]))
    UNION ALL SELECT 'group', g."id", g."displayName", g."id" IS DISTINCT FROM ${id}::uuid, NULL
    FROM "Group" g WHERE ${of("g")} AND (g."id" = ${id}::uuid OR g."externalId" = ANY(${externalIds}::text[]))
    UNION ALL SELECT 'deleted', b."id", coalesce(b."displayName", b."userName"), false, b."deletedAt"
    FROM "DeletedUser" b WHERE ${of("b")} AND b."id" = ${id}::uuid
    UNION ALL SELECT 'request', e."id", coalesce(e."displayName", e."userName", e."externalId"), false, e."at"
    FROM "ProvisioningEvent" e WHERE ${of("e")} AND e."id" = ${id}::uuid
    UNION ALL SELECT 'token', t."id", t."name", false, t."revokedAt"
    FROM "Token" t WHERE ${of("t")} AND NOT t."isProbe" AND (t."id" = ${id}::uuid OR t."key" = ${tokenKey}::text)
    UNION ALL SELECT 'client', c."id", c."name", false, c."revokedAt"
    FROM "OAuthClient" c WHERE ${of("c")} AND (c."id" = ${id}::uuid OR c."identifier" = ${text})
    LIMIT 8`);
}

/** Somebody or something that was called otherwise, or is not here any more. */
export interface FormerNameRecord {
  readonly id: string;
  readonly type: "User" | "Group";
  /** What they are called now, or were when they were last here. */
  readonly name: string;
  readonly isHere: boolean;
  /** The name, e-mail address or externalId that has the text. */
  readonly matched: string;
  /** When the log last had it. */
  readonly last: Date;
}

/** There is no other way to find them, and a busy machine must not say that there is nobody. */
const patienceMs = 500;

/** People and groups that had a name with this text; none where it means too many to be found at once. */
export async function formerNames(
  scope: DirectoryScope,
  text: string,
  { without, limit }: { readonly without: readonly string[]; readonly limit: number },
): Promise<FormerNameRecord[]> {
  const known = new Set(without);
  const ids = isUuid(text)
    ? await subjectsByExternalId(scope, text)
    : ((await subjectsOf(scope, text, patienceMs)) ?? []).filter(({ isResource }) => isResource).map(({ id }) => id);
  const wanted = ids.filter((id) => !known.has(id)).slice(0, limit);
  const [names, held] = await Promise.all([resourceNames(scope, wanted), heldNames(scope, wanted, text)]);
  return names.flatMap(({ id, type, name, isHere }) => {
    const match = held.find((each) => each.id === id);
    return match === undefined
      ? []
      : [{ id, type, name, isHere, matched: match.name, last: new Date(uuidTime(match.last)) }];
  });
}

async function subjectsByExternalId({ directoryId }: DirectoryScope, text: string): Promise<string[]> {
  const rows = await runOnce<{ id: string }>(sql`SELECT DISTINCT i."subject" AS "id" FROM "LogIdentity" i
    WHERE i."directoryId" = ${directoryId} AND i."isResource" AND ${holdsIndexed(raw(`i."text"`), text)}
      AND ${isText(raw(`lower(i."externalId")`), text)} LIMIT 8`);
  return rows.map(({ id }) => id);
}

/** Rows of somebody that are looked through for one that was no refusal. */
const bornMax = 500;

/** Somebody of `i` really had that name: it is not only what a refused request wanted to call them. */
const wasBorn = sql`EXISTS (SELECT 1 FROM (
    SELECT e."status", e."userName", e."displayName", e."externalId" FROM "ProvisioningEvent" e
    WHERE e."directoryId" = i."directoryId" AND e."resourceId" = i."subject" AND e."id" >= i."firstEventId"
      AND e."id" <= i."lastEventId" ORDER BY e."id" LIMIT ${bornMax}
  ) e WHERE e."status" <> 'failure' AND left(e."userName", 300) IS NOT DISTINCT FROM i."userName"
    AND left(e."displayName", 300) IS NOT DISTINCT FROM i."displayName"
    AND left(e."externalId", 300) IS NOT DISTINCT FROM i."externalId")`;

/** Which of their names has the text: userName, displayName, externalId or e-mail addresses; else it is a part of their id. */
async function heldNames({ directoryId }: DirectoryScope, ids: readonly string[], text: string) {
  if (ids.length === 0) return [];
  const has = (column: string) => holdsText(raw(`lower(${column})`), text);
  return runOnce<{ id: string; name: string; last: string }>(sql`
    SELECT DISTINCT ON (i."subject") i."subject" AS "id", i."lastEventId" AS "last", coalesce(
      CASE WHEN ${has(`i."userName"`)} THEN i."userName" END, CASE WHEN ${has(`i."displayName"`)} THEN i."displayName" END,
      CASE WHEN ${has(`i."externalId"`)} THEN i."externalId" END,
      (SELECT m FROM unnest(string_to_array(i."mails", ' ')) m WHERE ${holdsText(raw("m"), text)} LIMIT 1),
      i."subject"::text
    ) AS "name"
    FROM "LogIdentity" i WHERE i."directoryId" = ${directoryId} AND i."subject" = ANY(${[...ids]}::uuid[])
      AND ${holdsText(raw(`i."text"`), text)} AND ${wasBorn}
    ORDER BY i."subject", i."lastEventId" DESC`);
}
