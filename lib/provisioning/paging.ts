import { ScimError } from "@/lib/scim/errors";
import type { ScimType } from "@/lib/scim/errors";
import type { QueryParameters } from "./provisioning-request";

export const defaultPageSize = 100;
/** Announced as filter.maxResults; a larger count is answered with this many (RFC 7644 §3.4.2.4 allows fewer). */
export const maxPageSize = 1_000;

function integerOf(name: "startIndex" | "count", text: string | undefined, absent: number, scimType: ScimType): number {
  if (text === undefined || text === "") return absent;
  if (!/^[+-]?\d{1,15}$/.test(text.trim())) {
    const detail = `${name} must be a whole number, not "${text.slice(0, 40)}".`;
    throw new ScimError(400, scimType, detail, { path: name });
  }
  return Number(text);
}

/**
 * The page that the parameters ask for. startIndex below 1 counts as 1, a negative count as 0 (RFC 7644 §3.4.2.4).
 * @throws ScimError 400 of the given scimType when one is no number (RFC 9865 §2.1 names invalidCount)
 */
export function pageOf(
  parameters: QueryParameters,
  scimType: ScimType = "invalidValue",
): { readonly startIndex: number; readonly count: number } {
  const startIndex = Math.max(1, integerOf("startIndex", parameters.startIndex, 1, scimType));
  const count = integerOf("count", parameters.count, defaultPageSize, scimType);
  return { startIndex, count: Math.min(Math.max(0, count), maxPageSize) };
}
