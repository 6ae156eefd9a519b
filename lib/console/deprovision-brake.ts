import type { BrakeTerms } from "@/lib/applications/deprovision-brake";
import { DirectorySettings } from "@/lib/applications/settings";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { readBrake, releaseBrakeOf } from "@/lib/db/deprovision-brake";
import { countHeldUsers } from "@/lib/db/held-users";
import { lockSettings, updateSettings } from "@/lib/db/extensions";
import type { BrakeRelease, ReleaseBrakeInput, SetBrakeInput } from "@/lib/inputs/deprovisioning";
import { Refusal } from "@/lib/inputs/refusal";
import { nameOf } from "./actor-name";
import { audited } from "./audited";
import { directoryOf } from "./directory-of";

export interface BrakeDto {
  /** Null: it is off. */
  readonly terms: BrakeTerms | null;
  /** More disables and deletes than these are held, at present. */
  readonly allowed: number;
  /** Disables and deletes that count, at present. */
  readonly recent: number;
  /** Set while it holds. */
  readonly tripped:
    { readonly at: Date; readonly allowed: number; readonly eventId: string; readonly hours: number } | undefined;
  /** Until when an admin lets everything happen. */
  readonly restsUntil: Date | null;
  readonly released: { readonly at: Date; readonly by: string } | undefined;
  /** People who wait for a decision. */
  readonly held: number;
}

/** Where a directory's brake stands. */
export async function brakeOf(scope: DirectoryScope): Promise<BrakeDto> {
  requirePermission(scope.actor, "directory:read");
  const { profile } = await directoryOf(scope, scope.directoryId);
  const { brake: terms } = profile;
  const [record, held] = await Promise.all([readBrake(scope, terms?.hours ?? 0), countHeldUsers(scope)]);
  const { trippedAt = null, trippedAllowed, trippedEventId, releasedAt = null, releasedBy } = record ?? {};
  return {
    terms: terms ?? null,
    allowed: terms ? Math.max(terms.least, Math.floor(((record?.people ?? 0) * terms.percent) / 100)) : 0,
    recent: record?.recent ?? 0,
    tripped:
      trippedAt === null || terms === undefined
        ? undefined
        : { at: trippedAt, allowed: trippedAllowed ?? 0, eventId: trippedEventId ?? "", hours: terms.hours },
    restsUntil: record?.restsUntil ?? null,
    released: releasedAt === null ? undefined : { at: releasedAt, by: releasedBy ?? "" },
    held: held.disable + held.delete,
  };
}

/**
 * Lets disables and deletes pass again. Who is held stays held until it is decided of them.
 * @throws ForbiddenError, Refusal when the organization has no such directory, or its brake holds nothing
 */
export async function releaseBrake(organization: OrganizationScope, input: ReleaseBrakeInput): Promise<void> {
  requirePermission(organization.actor, "person:decide");
  const { scope, slug, profile } = await directoryOf(organization, input.directoryId);
  const released = await db.$transaction((transaction) =>
    releaseBrakeIn(transaction, scope, slug, profile.brake, input.release),
  );
  if (!released) throw new Refusal("errors.brakeNotTripped");
}

/** The same within a transaction of the caller's. @returns whether there was anything to release */
export async function releaseBrakeIn(
  transaction: Database,
  scope: DirectoryScope,
  slug: string,
  terms: BrakeTerms | undefined,
  release: BrakeRelease,
): Promise<boolean> {
  const hours = release === "rest" ? (terms?.hours ?? 0) : 0;
  const released = await releaseBrakeOf(transaction, scope, nameOf(scope.actor), hours);
  if (released) {
    await insertAuditEvent(transaction, scope, {
      action: "brake.release",
      target: slug,
      directoryId: scope.directoryId,
      details: { restsForHours: hours },
    });
  }
  return released;
}

/**
 * Sets when a directory's brake holds, for the next request in every process. Turned off, it lets go of what follows; who
 * is held stays held until it is decided of them. Setting what already is changes and tells nothing.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setBrake(organization: OrganizationScope, input: SetBrakeInput): Promise<void> {
  requirePermission(organization.actor, "directory:update");
  const { scope, slug, profile } = await directoryOf(organization, input.directoryId);
  const before = profile.brake;
  const brake = input.kind === "off" ? "off" : { least: input.least, percent: input.percent, hours: input.hours };
  if (isSame(before, brake)) return;
  await audited(scope, async (transaction) => {
    const settings = DirectorySettings.parse(await lockSettings(transaction, scope, scope.directoryId));
    await updateSettings(transaction, scope, scope.directoryId, { ...settings, brake });
    if (brake === "off") await releaseBrakeIn(transaction, scope, slug, before, "count");
    return {
      value: undefined,
      entry: {
        action: "directory.brake",
        target: slug,
        directoryId: scope.directoryId,
        details: { from: before ? { ...before } : "off", to: brake === "off" ? brake : { ...brake } },
      },
    };
  });
}

const isSame = (before: BrakeTerms | undefined, brake: BrakeTerms | "off"): boolean =>
  before === undefined || brake === "off"
    ? before === undefined && brake === "off"
    : before.least === brake.least && before.percent === brake.percent && before.hours === brake.hours;
