import type { Json, JsonObject } from "../json";
import { listResponseUrn } from "../urns";

export interface Page {
  readonly resources: readonly JsonObject[];
  /** All matches, not those of this page. */
  readonly totalResults: number;
  /** 1-based. */
  readonly startIndex: number;
  /** Defaults to the number of resources on this page. */
  readonly itemsPerPage?: number;
}

/** A list or query response (RFC 7644 §3.4.2). `Resources` is there even when empty: Entra reads it. */
export function listResponse({ resources, totalResults, startIndex, itemsPerPage = resources.length }: Page): {
  readonly [name: string]: Json;
} {
  return { schemas: [listResponseUrn], totalResults, startIndex, itemsPerPage, Resources: resources };
}

export interface CursorPage {
  readonly resources: readonly JsonObject[];
  /** Absent on the last page only. */
  readonly nextCursor?: string;
  /** Where it is known without counting; a cursor's page may leave it out. */
  readonly totalResults?: number;
}

/** A page found by cursor (RFC 9865 §2.1): no startIndex, which means nothing there. */
export function cursorResponse({ resources, nextCursor, totalResults }: CursorPage): JsonObject {
  return {
    schemas: [listResponseUrn],
    ...(totalResults !== undefined && { totalResults }),
    itemsPerPage: resources.length,
    ...(nextCursor !== undefined && { nextCursor }),
    Resources: resources,
  };
}
