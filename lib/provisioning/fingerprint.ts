import { createHash } from "node:crypto";
import type { QueryParameters } from "./provisioning-request";

/** Names a query: what it asks for and in which order. `count` may change from page to page. */
export const fingerprintOf = (listed: string, { filter, sortBy, sortOrder }: QueryParameters): string =>
  createHash("sha256")
    .update(JSON.stringify([listed, filter, sortBy?.toLowerCase(), sortOrder?.toLowerCase()]))
    .digest("base64url")
    .slice(0, 11);
