/**
 * Who the log is about, under each name that they had in it: what free text over the log, and "former userName", are
 * answered from. Nothing is written here beside a request. Every minute the log itself is read up to a mark, and a few
 * minutes before the mark those rows that were committed since: later than their ids were made. So a process that is
 * killed loses nothing, and two that read the same rows write the same.
 */
import type { PoolClient } from "pg";
import type { DirectoryScope } from "@/lib/auth/scope";
import { mayHold } from "@/lib/scim/filter/compile-indexed";
import { fold } from "@/lib/scim/filter/fold";
import { join, raw, sql, type SqlFragment } from "@/lib/scim/filter/sql-fragment";
import { isUuid } from "./is-uuid";
import { holdsIndexed, holdsText } from "./holds-text";
import { pool } from "./pool";
import { isTooSlow, runOnce, toText } from "./statements";
import { requestMsMax, uuidFloor, uuidTime } from "./uuid-time";

/** Any constant of our own: one process reads at a time. */
const readerLock = 72707371;
const rowsAtOnce = 20_000;
/** Rows this young are left to the next time. */
const settleMs = 5_000;

interface Unread {
  readonly directoryId: string;
  readonly organizationId: string;
  readonly upTo: string | null;
  readonly settledXid: string | null;
  readonly newest: string;
}

/**
 * Reads what is new in every directory's log.
 * @param directoryId of one directory only
 * @returns how many rows were read; 0 also where another process is at it
 */
export async function readLogIdentities(now = new Date(), directoryId?: string): Promise<number> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_lock($1) AS locked", [readerLock]);
    if (rows[0]?.locked !== true) return 0;
    try {
      let read = 0;
      for (const unread of await findUnread(client, directoryId)) read += await readDirectory(client, unread, now);
      return read;
    } finally {
      await client.query("SELECT pg_advisory_unlock($1)", [readerLock]);
    }
  } finally {
    client.release();
  }
}

async function findUnread(client: PoolClient, directoryId: string | undefined): Promise<Unread[]> {
  const { rows } = await client.query<Unread>(
    `SELECT d."id" AS "directoryId", d."organizationId", m."upTo", m."settledXid"::text, n."id" AS "newest"
     FROM "Directory" d LEFT JOIN "LogIdentityMark" m ON m."directoryId" = d."id"
     CROSS JOIN LATERAL (
       SELECT e."id" FROM "ProvisioningEvent" e WHERE e."directoryId" = d."id" ORDER BY e."id" DESC LIMIT 1
     ) n
     WHERE d."sandboxOf" IS NULL AND ($1::uuid IS NULL OR d."id" = $1) AND (m."upTo" IS NULL OR n."id" > m."upTo")`,
    [directoryId ?? null],
  );
  return rows;
}

async function readDirectory(client: PoolClient, unread: Unread, now: Date): Promise<number> {
  const settled = uuidFloor(new Date(now.getTime() - settleMs));
  const last = unread.newest < settled ? unread.newest : settled;
  let from = unread.upTo === null ? uuidFloor(new Date(0)) : uuidFloor(new Date(uuidTime(unread.upTo) - requestMsMax));
  let read = 0;
  // Whatever a snapshot from before does not see is of this transaction or a younger one.
  const { rows: snapshots } = await client.query<{ xmin: string }>(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "xmin"`,
  );
  while (from < last) {
    const { rows } = await client.query<{ to: string; count: number }>(
      `WITH part AS (
         SELECT e."id" FROM "ProvisioningEvent" e
         WHERE e."directoryId" = $1 AND e."id" > $2 AND e."id" <= $3 ORDER BY e."id" LIMIT $4
       ) SELECT "id" AS "to", (SELECT count(*)::int FROM part) AS "count" FROM part ORDER BY "id" DESC LIMIT 1`,
      [unread.directoryId, from, last, rowsAtOnce],
    );
    const to = rows[0]?.to ?? last;
    await client.query(identify, [unread.directoryId, from, to, unread.upTo, unread.settledXid]);
    await client.query(
      `INSERT INTO "LogIdentityMark" ("directoryId", "organizationId", "upTo") VALUES ($1, $2, $3)
       ON CONFLICT ("directoryId") DO UPDATE SET "upTo" = greatest("LogIdentityMark"."upTo", excluded."upTo")`,
      [unread.directoryId, unread.organizationId, to],
    );
    read += rows[0]?.count ?? 0;
    from = to;
  }
  await client.query(`UPDATE "LogIdentityMark" SET "settledXid" = $2 WHERE "directoryId" = $1`, [
    unread.directoryId,
    snapshots[0]?.xmin,
  ]);
  return read;
}

/** Of an event `e`: who it is about where that is no resource. The index ProvisioningEvent_stranger_idx has this expression. */
const strangerOf = `md5(lower(coalesce(e."userName", e."externalId", e."displayName")))::UUID`;
const isStranger = `e."resourceId" IS NULL AND coalesce(e."userName", e."externalId", e."displayName") IS NOT NULL`;

/** E-mail addresses that the request brought, or took away. Long texts are cut: they are searched, not shown. */
const mailsOf = `CASE WHEN e."method" IN ('POST', 'PUT', 'PATCH') THEN left(lower(concat_ws(' ',
  (SELECT string_agg(m #>> '{}', ' ') FROM jsonb_path_query(e."requestBody", 'lax $.emails[*].value ? (@.type() == "string")') m),
  (SELECT string_agg(m #>> '{}', ' ') FROM jsonb_path_query(e."modified",
    'lax $[*] ? (@.path starts with "emails").** ? (@.type() == "string" && @ like_regex "@")') m)
)), 1000) ELSE '' END`;

const identify = `
  INSERT INTO "LogIdentity" AS known ("directoryId", "subject", "hash", "organizationId", "isResource", "resourceType",
    "userName", "externalId", "displayName", "mails", "firstEventId", "lastEventId")
  SELECT $1, g."subject", md5(concat_ws(E'\\n', g."userName", '', g."externalId", '', g."displayName"))::uuid, g."organizationId",
    g."isResource", g."resourceType", g."userName", g."externalId", g."displayName", g."mails", g."first"::uuid, g."last"::uuid
  FROM (
    SELECT s."subject", s."isResource", s."userName", s."externalId", s."displayName", s."organizationId",
      max(s."resourceType") AS "resourceType", coalesce(left(string_agg(DISTINCT s."mails", ' '), 1000), '') AS "mails",
      min(s."id"::text COLLATE "C") AS "first", max(s."id"::text COLLATE "C") AS "last"
    FROM (
      SELECT coalesce(e."resourceId", ${strangerOf}) AS "subject", e."resourceId" IS NOT NULL AS "isResource",
        left(e."userName", 300) AS "userName", left(e."externalId", 300) AS "externalId",
        left(e."displayName", 300) AS "displayName", e."organizationId", e."resourceType", e."id", ${mailsOf} AS "mails"
      FROM "ProvisioningEvent" e
      WHERE e."directoryId" = $1 AND e."id" > $2 AND e."id" <= $3 AND (e."resourceId" IS NOT NULL OR (${isStranger}))
        AND ($4::uuid IS NULL OR $5::bigint IS NULL OR e."id" > $4
          OR age(e.xmin) <= age((($5::bigint) % 4294967296)::text::xid))
    ) s
    GROUP BY 1, 2, 3, 4, 5, 6
  ) g
  ON CONFLICT ("directoryId", "subject", "hash") DO UPDATE SET
    "firstEventId" = least(known."firstEventId", excluded."firstEventId"),
    "lastEventId" = greatest(known."lastEventId", excluded."lastEventId"),
    "mails" = CASE WHEN position(excluded."mails" IN known."mails") > 0 THEN known."mails"
      ELSE left(known."mails" || ' ' || excluded."mails", 2000) END`;

/** Somebody whom a text may mean, and when they were first and last in the part of the log that was read; ids of events. */
export interface Subject {
  readonly id: string;
  readonly isResource: boolean;
  readonly first: string;
  readonly last: string;
}

/** Beyond this many, whoever a text means is not named: the rows themselves are looked through. */
const subjectsMax = 4_000;
/** Shorter text has no trigram that an index could know. */
const indexedLengthMin = 3;
const patienceMs = 25;

/**
 * People and groups of a directory's log that have the text in a userName, displayName, externalId, e-mail address or id;
 * people also by those they have now.
 * @param waitMs how long they may be looked for
 * @returns undefined where there are too many, or where finding them took too long
 */
export async function subjectsOf(
  { directoryId }: DirectoryScope,
  text: string,
  waitMs = patienceMs,
): Promise<Subject[] | undefined> {
  if (text.length < indexedLengthMin) return undefined;
  // A whole id is looked up as one; its parts are in everybody's.
  if (isUuid(text)) return [];
  const found = await withPatience<Subject>(
    sql`
    SELECT i."subject" AS "id", i."isResource", i."firstEventId" AS "first", i."lastEventId" AS "last"
    FROM "LogIdentity" i WHERE i."directoryId" = ${directoryId} AND ${holdsIndexed(raw(`i."text"`), text)}
    UNION ALL
    SELECT i."subject", i."isResource", i."firstEventId", i."lastEventId" FROM "LogIdentity" i WHERE i."directoryId" = ${directoryId}
      AND i."subject" IN (SELECT r."id" FROM "User" r WHERE r."directoryId" = ${directoryId} AND ${mayHold(raw(`r."text"`), fold(text))}
        LIMIT ${subjectsMax})
    LIMIT ${2 * subjectsMax}`,
    waitMs,
  );
  if (found === undefined) return undefined;
  const subjects = new Map<string, Subject>();
  for (const each of found) {
    const { first, last } = subjects.get(each.id) ?? each;
    subjects.set(each.id, {
      ...each,
      first: first < each.first ? first : each.first,
      last: last > each.last ? last : each.last,
    });
  }
  return found.length === 2 * subjectsMax || subjects.size > subjectsMax ? undefined : [...subjects.values()];
}

/** A condition on event `e`: whoever it is about has the text in one of their names. */
export function isOfSubject(text: string): SqlFragment {
  return sql`(${rowHolds(text)} OR EXISTS (SELECT 1 FROM "LogIdentity" i WHERE i."directoryId" = e."directoryId"
    AND i."subject" = coalesce(e."resourceId", ${raw(strangerOf)}) AND ${holdsText(raw(`i."text"`), text)}))`;
}

/** A condition on event `e`: the text is in what the row itself says of whom it is about, or is its own id. */
export function rowHolds(text: string): SqlFragment {
  const names = [`lower(e."userName")`, `lower(e."displayName")`, `lower(e."externalId")`, `e."resourceId"::text`];
  const holds = names.map((name) => holdsText(raw(name), text));
  return sql`(${join(isUuid(text) ? [...holds, sql`e."id" = ${text}::uuid`] : holds, " OR ")})`;
}

/** Rows younger than this have not been read: an id. At most ten minutes back, should a first reading still be under way. */
export async function unreadSince({ directoryId }: DirectoryScope, now: Date): Promise<string> {
  const rows = await runOnce<{ upTo: string }>(
    sql`SELECT "upTo" FROM "LogIdentityMark" WHERE "directoryId" = ${directoryId}`,
  );
  const bound = uuidFloor(new Date(now.getTime() - 10 * 60_000));
  const upTo = rows[0]?.upTo ?? bound;
  return upTo > bound ? upTo : bound;
}

export const strangerSql: SqlFragment = raw(strangerOf);
export const isStrangerSql: SqlFragment = raw(isStranger);

/** Runs a read that is given up, and answered with undefined, when it takes long. */
async function withPatience<Row extends object>(fragment: SqlFragment, waitMs: number): Promise<Row[] | undefined> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${waitMs}`);
    const { rows } = await client.query<Row>({ text: toText(fragment), values: [...fragment.values] });
    return rows;
  } catch (error) {
    if (isTooSlow(error)) return undefined;
    throw error;
  } finally {
    await client.query("ROLLBACK").finally(() => client.release());
  }
}
