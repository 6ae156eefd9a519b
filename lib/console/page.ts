import type { KeysetPage } from "@/lib/db/keyset";

/** A page of a keyset list; the cursors are opaque and go into the URL. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** Makes cursors of the keys of the first and last row. */
export function pageOf<Row, Out>(
  page: KeysetPage<Row>,
  keyOf: (row: Row) => string,
  toRow: (row: Row) => Out,
): Page<Out> {
  const first = page.rows[0];
  const last = page.rows.at(-1);
  return {
    rows: page.rows.map(toRow),
    previous: page.hasPrevious && first !== undefined ? encodeCursor(keyOf(first)) : undefined,
    next: page.hasNext && last !== undefined ? encodeCursor(keyOf(last)) : undefined,
  };
}

/** The key as it goes into the URL. */
export function encodeCursor(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for the text form of a UUID: what PostgreSQL would refuse must not reach it. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** The key in a cursor of the URL; undefined when it is none, so that a mangled link shows the first page. */
export function decodeCursor(cursor: string | undefined, kind: "text" | "uuid"): string | undefined {
  if (cursor === undefined || cursor === "") return undefined;
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (key === "" || key.includes("\0") || Buffer.from(key, "utf8").toString("base64url") !== cursor) return undefined;
  return kind === "text" || isUuid(key) ? key : undefined;
}

/**
 * Search text as it is used: trimmed, at most 200 characters, without NUL (PostgreSQL has none), an id in small letters as
 * ours are; undefined when empty.
 */
export function searchText(text: string | undefined): string | undefined {
  const trimmed = (text ?? "").replaceAll("\0", "").trim().slice(0, 200);
  const folded = trimmed.toLowerCase();
  return trimmed === "" ? undefined : isUuid(folded) ? folded : trimmed;
}
