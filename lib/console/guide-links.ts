import { uuidv7 } from "uuidv7";
import { mintGuideSecret } from "@/lib/auth/guide-secret";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { endGuideLink, findGuideLink, insertGuideLink, listGuideLinksOf } from "@/lib/db/guide-links";
import type { GuideLinkRecord } from "@/lib/db/guide-links";
import type { CreateGuideLinkInput, RevokeGuideLinkInput } from "@/lib/inputs/guide-link";
import { notFound } from "@/lib/inputs/refusal";
import { nameOf } from "./actor-name";
import { audited } from "./audited";

export type GuideLinkDto = Omit<GuideLinkRecord, "directoryId">;

export interface CreatedGuideLinkDto extends GuideLinkDto {
  /** Of /guide/<secret>. The only time that it exists outside its holder's hands. */
  readonly secret: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes a setup link: whoever holds it has the directory's setup guide until it ends, without an account.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function createGuideLink(
  scope: OrganizationScope,
  { directoryId, label, expiresInDays }: CreateGuideLinkInput,
): Promise<CreatedGuideLinkDto> {
  requirePermission(scope.actor, "guide-link:create");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const { secret, hash } = mintGuideSecret();
  const expiresAt = new Date(Date.now() + expiresInDays * dayMs);
  const draft = { id: uuidv7(), directoryId, hash, label, createdBy: nameOf(scope.actor), expiresAt };
  return audited(scope, async (transaction) => ({
    value: { ...toDto(await insertGuideLink(transaction, scope, draft)), secret },
    entry: {
      action: "guide-link.create",
      target: label,
      directoryId,
      details: { guideLinkId: draft.id, expiresAt: expiresAt.toISOString() },
    },
  }));
}

/** A directory's setup links, the newest first, also those that ended. */
export async function listGuideLinks(scope: OrganizationScope, directoryId: string): Promise<GuideLinkDto[]> {
  requirePermission(scope.actor, "guide-link:read");
  return (await listGuideLinksOf(db, scope, directoryId)).map(toDto);
}

/**
 * Ends a setup link, for the next request. What was made through it stays. Ending an ended one changes nothing.
 * @throws ForbiddenError, Refusal when the organization has no such link
 */
export async function revokeGuideLink(
  scope: OrganizationScope,
  { linkId }: RevokeGuideLinkInput,
): Promise<GuideLinkDto> {
  requirePermission(scope.actor, "guide-link:revoke");
  const before = await findGuideLink(db, scope, linkId);
  if (before === undefined) throw notFound();
  if (before.revokedAt !== null) return toDto(before);
  const revokedAt = new Date();
  return audited(scope, async (transaction) => {
    await endGuideLink(transaction, scope, linkId, revokedAt);
    return {
      value: toDto({ ...before, revokedAt }),
      entry: {
        action: "guide-link.revoke",
        target: before.label,
        directoryId: before.directoryId,
        details: { guideLinkId: linkId },
      },
    };
  });
}

function toDto({ directoryId: _, ...link }: GuideLinkRecord): GuideLinkDto {
  return link;
}
