import { listResponseUrn } from "../urns";

const schemas = `"schemas":["${listResponseUrn}"]`;

export interface Page {
  /** JSON texts, each of one resource or of several with commas between. */
  readonly resources: readonly string[];
  /** Resources on this page. */
  readonly itemsPerPage: number;
  /** All matches, not those of this page. */
  readonly totalResults: number;
  /** 1-based. */
  readonly startIndex: number;
}

/** A list or query response (RFC 7644 §3.4.2), JSON text. `Resources` is there even when empty: Entra reads it. */
export const listResponse = ({ resources, itemsPerPage, totalResults, startIndex }: Page): string =>
  `{${schemas},"totalResults":${totalResults},"startIndex":${startIndex},${pageOf(resources, itemsPerPage)}}`;

export interface CursorPage {
  /** JSON texts, each of one resource or of several with commas between. */
  readonly resources: readonly string[];
  /** Resources on this page. */
  readonly itemsPerPage: number;
  /** Absent on the last page only. */
  readonly nextCursor?: string;
  /** Where it is known without counting; a cursor's page may leave it out. */
  readonly totalResults?: number;
}

/** A page found by cursor (RFC 9865 §2.1), JSON text: no startIndex, which means nothing there. */
export function cursorResponse({ resources, itemsPerPage, nextCursor, totalResults }: CursorPage): string {
  const total = totalResults === undefined ? "" : `"totalResults":${totalResults},`;
  const next = nextCursor === undefined ? "" : `"nextCursor":${JSON.stringify(nextCursor)},`;
  return `{${schemas},${total}${next}${pageOf(resources, itemsPerPage)}}`;
}

const pageOf = (resources: readonly string[], itemsPerPage: number) =>
  `"itemsPerPage":${itemsPerPage},"Resources":[${resources.join(",")}]`;
