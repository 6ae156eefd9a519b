/** Where a page of a keyset-ordered list begins: after a key, before a key, or at the start. */
export interface KeysetRequest {
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
}

export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** `ascending` is the order of the statement, which is the list's order turned round when a page before a key is asked. */
export function statementOrder(listOrder: "asc" | "desc", request: KeysetRequest): "asc" | "desc" {
  if (request.before === undefined) return listOrder;
  return listOrder === "asc" ? "desc" : "asc";
}

/** Makes the page out of `limit + 1` rows in the statement's order; the extra row only says that there is more. */
export function keysetPage<Row>(found: readonly Row[], request: KeysetRequest): KeysetPage<Row> {
  const more = found.length > request.limit;
  const rows = found.slice(0, request.limit);
  if (request.before === undefined) return { rows, hasPrevious: request.after !== undefined, hasNext: more };
  return { rows: rows.reverse(), hasPrevious: more, hasNext: true };
}
