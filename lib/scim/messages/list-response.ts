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
