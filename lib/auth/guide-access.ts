import { consume, rateLimiter } from "@/lib/db/rate-limits";
import { db } from "@/lib/db/client";
import { findGuideLinkByHash, touchGuideLink } from "@/lib/db/guide-links";
import { throttleAddress } from "./address";
import { hashOfGuideSecret } from "./guide-secret";
import type { DirectoryScope } from "./scope";

/** `lastUsedAt` is written at most this often: an open guide reads itself again every few seconds. */
const lastUsedThrottleMs = 60 * 1000;

const unknownMax = 20;
const unknownLinks = rateLimiter({ keyPrefix: "guide-link", points: unknownMax, durationS: 15 * 60, inMemory: true });

/** An open setup link: the scope it gives, and the names that its page shows. */
export interface OpenGuide {
  readonly kind: "open";
  readonly scope: DirectoryScope;
  readonly organization: { readonly name: string };
  readonly link: {
    readonly label: string;
    /** The Admin's e-mail address, or "operator". */
    readonly createdBy: string;
    readonly expiresAt: Date;
  };
}

/** What a setup link opens, or why not. Only who holds a real one learns what became of it, and whom to ask. */
export type GuideAccess =
  | OpenGuide
  | { readonly kind: "expired" | "revoked"; readonly createdBy: string; readonly at: Date }
  | { readonly kind: "unknown" }
  | { readonly kind: "throttled"; readonly retryAfterS: number };

/**
 * Opens the guide that a setup link's secret is for. The row decides, at every request, so a revoked or expired link is
 * out at once. Unknown secrets are counted by address; a real one always passes, for there is nothing to guess, and whoever
 * shares an address with a guesser must not be locked out.
 */
export async function openGuide(secret: string, address: string | undefined, now: Date): Promise<GuideAccess> {
  const hash = hashOfGuideSecret(secret);
  const found = hash === undefined ? undefined : await findGuideLinkByHash(db, hash);
  if (found === undefined) {
    const retryAfterS = await consume(unknownLinks, throttleAddress(address ?? "unknown"));
    return retryAfterS === undefined ? { kind: "unknown" } : { kind: "throttled", retryAfterS };
  }
  const { id, label, createdBy, expiresAt, revokedAt, lastUsedAt, organization, directoryId } = found;
  if (revokedAt !== null) return { kind: "revoked", createdBy, at: revokedAt };
  if (expiresAt.getTime() <= now.getTime()) return { kind: "expired", createdBy, at: expiresAt };
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > lastUsedThrottleMs) {
    await touchGuideLink(directoryId, id, now);
  }
  return {
    kind: "open",
    scope: {
      organizationId: organization.id,
      directoryId,
      actor: { kind: "guideLink", linkId: id, label, directoryId },
    },
    organization: { name: organization.name },
    link: { label, createdBy, expiresAt },
  };
}
