import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { findHolder, restoreUser } from "@/lib/db/deleted-users";
import {
  countHeldUsers,
  letGo,
  lockHeldPeople,
  pageOfHeldUsers,
  reactivateUser,
  type HeldKind,
  type HeldPerson,
  type HeldUserRecord,
} from "@/lib/db/held-users";
import type { DecideHeldInput, HeldDecision } from "@/lib/inputs/deprovisioning";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import { toSearch } from "@/lib/scim/resource/search";
import { asJsonObject } from "./as-json-object";
import { decisionEvent } from "./decision-event";
import { releaseBrakeIn } from "./deprovision-brake";
import { directoryOf } from "./directory-of";
import { decodeCursor, pageOf, searchText, type Page } from "./page";

export type HeldUserRow = HeldUserRecord;

/** A page of the people who wait for a decision, who has waited longest first. */
export async function listHeldUsers(
  scope: DirectoryScope,
  input: { readonly search?: string; readonly after?: string; readonly before?: string; readonly limit?: number } = {},
): Promise<Page<HeldUserRow>> {
  requirePermission(scope.actor, "directory:read");
  const page = await pageOfHeldUsers(scope, {
    search: searchText(input.search),
    after: decodeCursor(input.after, "uuid"),
    before: decodeCursor(input.before, "uuid"),
    limit: input.limit ?? 100,
  });
  return pageOf(
    page,
    (row) => row.eventId,
    (row) => row,
  );
}

/** How many wait for a decision, by what was asked for. */
export async function countHeldUsersOf(scope: DirectoryScope): Promise<Readonly<Record<HeldKind, number>>> {
  requirePermission(scope.actor, "directory:read");
  return countHeldUsers(scope);
}

export interface Decided {
  /** How many people it was decided of. */
  readonly decided: number;
  /** Deleted people who could not be kept, because a new person has their userName. They are still held. */
  readonly taken: readonly { readonly id: string; readonly userName: string }[];
}

/** How many people a transaction decides of: no lock is held for long. */
const atOnceMax = 100;
const transactionMaxMs = 30_000;

/**
 * Decides of people whom the brake holds. Each person is decided of whole or not at all, with their log row and an audit
 * event in one transaction; somebody who is held no more is left as they are.
 * @throws ForbiddenError, Refusal when the organization has no such directory, or none of the named is held
 */
export async function decideHeld(
  organization: OrganizationScope,
  { directoryId, userIds, decision, release }: DecideHeldInput,
): Promise<Decided> {
  requirePermission(organization.actor, "person:decide");
  const { scope, slug, profile } = await directoryOf(organization, directoryId);
  // First, so that nobody joins those who are being decided of.
  if (release !== undefined) {
    await db.$transaction((transaction) => releaseBrakeIn(transaction, scope, slug, profile.brake, release));
  }
  const ids = userIds === "all" ? undefined : userIds;
  let decided = 0;
  const taken: { id: string; userName: string }[] = [];
  let after: string | undefined;
  do {
    after = await db.$transaction(
      async (transaction) => {
        const { people, next } = await lockHeldPeople(transaction, scope, { ids, after, limit: atOnceMax });
        const done = decision === "keep" ? await keep(transaction, scope, profile.user, people) : people;
        if (decision === "happen" && people.length > 0) await happen(transaction, scope, people);
        if (done.length > 0) await audit(transaction, scope, slug, decision, done);
        decided += done.length;
        taken.push(...people.filter((person) => !done.includes(person)).map(({ id, userName }) => ({ id, userName })));
        return next;
      },
      { timeout: transactionMaxMs },
    );
  } while (after !== undefined);
  if (ids !== undefined && decided === 0 && taken.length === 0) throw notFound("errors.notHeld");
  return { decided, taken };
}

async function happen(transaction: Database, scope: DirectoryScope, people: readonly HeldPerson[]): Promise<void> {
  const at = new Date();
  const events = people.map((person) =>
    decisionEvent(scope, person, { action: person.kind, at, step: "What the brake held happens" }),
  );
  await letGo(
    transaction,
    scope,
    people.map(({ id }) => id),
    events,
  );
}

/** Who is back, for the identity provider too: without those whose userName a new person has. */
async function keep(
  transaction: Database,
  scope: DirectoryScope,
  definition: ResourceDefinition,
  people: readonly HeldPerson[],
): Promise<readonly HeldPerson[]> {
  const kept: HeldPerson[] = [];
  for (const person of people) {
    const at = new Date();
    const before = asJsonObject(person.attributes);
    const attributes = { ...before, active: true };
    const write = { id: person.id, attributes, search: toSearch(definition, attributes) };
    const modified = before.active === false ? [{ path: "active", before: false, after: true }] : undefined;
    const action = person.kind === "disable" ? ("enable" as const) : ("restore" as const);
    const step = person.kind === "disable" ? "Kept active" : "Kept with the same id";
    const event = decisionEvent(scope, person, { action, at, step, modified });
    if (person.kind === "disable") {
      await reactivateUser(transaction, scope, write, at, event);
    } else {
      const userNameKey = String(write.search.userName);
      if ((await findHolder(transaction, scope, userNameKey)) !== null) continue;
      const guard = { expectedVersion: person.version, event };
      const restored = await restoreUser(transaction, scope, write, at, guard);
      // Somebody took the userName in this very moment: undone with the transaction, to be tried again.
      if (restored === undefined) throw new Refusal("errors.changedMeanwhile");
    }
    kept.push(person);
  }
  return kept;
}

async function audit(
  transaction: Database,
  scope: DirectoryScope,
  slug: string,
  decision: HeldDecision,
  people: readonly HeldPerson[],
): Promise<void> {
  await insertAuditEvent(transaction, scope, {
    action: decision === "keep" ? "brake.keep" : "brake.allow",
    target: slug,
    directoryId: scope.directoryId,
    details: { people: people.length, userNames: people.map(({ userName }) => userName) },
  });
}
