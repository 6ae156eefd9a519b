import { basePaths } from "@/lib/applications/profile";
import type { BasePath } from "@/lib/applications/profile";

export interface ScimPath {
  readonly basePath: BasePath;
  /** Decoded segments below the base path: `["Users", "0199…"]`. */
  readonly segments: readonly string[];
}

/** Whether a path belongs to the SCIM service: a base path itself or anything below it. */
export function isScimPath(pathname: string): boolean {
  return baseOf(pathname) !== undefined;
}

const baseOf = (pathname: string): BasePath | undefined =>
  basePaths.find((base) => pathname === base || pathname.startsWith(`${base}/`));

/**
 * Reads a path. Doubled and trailing slashes are tolerated, because a Tenant URL is often pasted with one
 * (ENTRA.md §1.2). Undefined: not the service's, or not decodable.
 */
export function parseScimPath(pathname: string): ScimPath | undefined {
  const basePath = baseOf(pathname);
  if (!basePath) return undefined;
  try {
    const segments = pathname.slice(basePath.length).split("/").filter(Boolean).map(decodeURIComponent);
    return { basePath, segments };
  } catch {
    return undefined;
  }
}
