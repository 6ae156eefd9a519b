import { isApplicationId, profileOf } from "@/lib/applications/applications";
import { DirectorySettings } from "@/lib/applications/settings";
import type { Extension } from "@/lib/applications/settings";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import {
  clearExtensionValues,
  countExtensionValues,
  lockSettings,
  readSettings,
  updateSettings,
} from "@/lib/db/extensions";
import { findDirectoryBy } from "@/lib/db/directories";
import { notFound } from "@/lib/inputs/refusal";
import { audited } from "./audited";

/** The extensions that a directory defines (RFC 7643 §3.3). @throws ForbiddenError, Refusal */
export async function listExtensions(scope: OrganizationScope, directoryId: string): Promise<readonly Extension[]> {
  requirePermission(scope.actor, "directory:read");
  const settings = await readSettings(db, scope, directoryId);
  if (settings === undefined) throw notFound();
  return DirectorySettings.parse(settings).extensions;
}

/** Why an extension stays as it is. */
export type ExtensionOutcome =
  | { readonly kind: "done"; readonly extension: Extension; readonly people: number }
  /** The application has its schema, and a directory adds nothing to it. */
  | { readonly kind: "notExtensible" }
  | { readonly kind: "unknown" }
  /** Its URN, or the number of extensions, does not go with the others. */
  | { readonly kind: "clash"; readonly why: string }
  /** People have values that would be lost, and the caller did not say that they may be. */
  | { readonly kind: "holdsValues"; readonly people: number };

interface ExtensionChange {
  readonly directoryId: string;
  /** Whether values of what goes, or of what changes its type, may be taken from people. */
  readonly withValues: boolean;
}

/** A change that is refused, on its way out of the transaction. */
class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly outcome: ExtensionOutcome) {
    super(outcome.kind);
  }
}

/**
 * Defines an extension, or defines it anew, for the next request in every process. Attributes that go or change their type
 * lose their values.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setExtension(
  scope: OrganizationScope,
  { directoryId, extension, withValues }: ExtensionChange & { readonly extension: Extension },
): Promise<ExtensionOutcome> {
  return change(scope, { directoryId, withValues }, "directory.extension.set", (extensions) => {
    const before = extensions.find(({ urn }) => sameUrn(urn, extension.urn));
    // The first spelling stays: people's values are stored under it.
    const after = { ...extension, urn: before?.urn ?? extension.urn };
    const kept = (name: string) => after.attributes.find((each) => each.name === name);
    const names = (before?.attributes ?? [])
      .filter((each) => kept(each.name)?.type !== each.type || kept(each.name)?.caseExact !== each.caseExact)
      .map(({ name }) => name);
    return {
      extension: after,
      extensions: before ? extensions.map((each) => (each === before ? after : each)) : [...extensions, after],
      lost: names.length > 0 ? { directoryId, urn: after.urn, names } : undefined,
    };
  });
}

/**
 * Takes an extension away, with the values that people have of it.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function removeExtension(
  scope: OrganizationScope,
  { directoryId, urn, withValues }: ExtensionChange & { readonly urn: string },
): Promise<ExtensionOutcome> {
  return change(scope, { directoryId, withValues }, "directory.extension.remove", (extensions) => {
    const extension = extensions.find((each) => sameUrn(each.urn, urn));
    if (!extension) throw new Refused({ kind: "unknown" });
    return {
      extension,
      extensions: extensions.filter((each) => each !== extension),
      lost: { directoryId, urn: extension.urn },
    };
  });
}

const sameUrn = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

interface Plan {
  readonly extension: Extension;
  readonly extensions: readonly Extension[];
  readonly lost?: { readonly directoryId: string; readonly urn: string; readonly names?: readonly string[] };
}

async function change(
  scope: OrganizationScope,
  { directoryId, withValues }: ExtensionChange,
  action: string,
  plan: (extensions: readonly Extension[]) => Plan,
): Promise<ExtensionOutcome> {
  requirePermission(scope.actor, "directory:update");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const { application, slug } = directory;
  if (!isApplicationId(application) || !profileOf(application).policies.extensible) return { kind: "notExtensible" };
  try {
    return await audited(scope, async (transaction) => {
      const stored = DirectorySettings.parse(await lockSettings(transaction, scope, directoryId));
      const { extension, extensions, lost } = plan(stored.extensions);
      const settings = DirectorySettings.safeParse({ ...stored, extensions });
      if (!settings.success) throw new Refused({ kind: "clash", why: settings.error.issues[0]?.message ?? "" });
      const people = lost ? await takeValues(transaction, scope, lost, withValues) : 0;
      await updateSettings(transaction, scope, directoryId, settings.data);
      return {
        value: { kind: "done" as const, extension, people },
        entry: { action, target: slug, directoryId, details: { urn: extension.urn, people } },
      };
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

/** @returns from how many people; @throws Refused when there are some and that was not foreseen */
async function takeValues(
  transaction: Database,
  scope: OrganizationScope,
  lost: NonNullable<Plan["lost"]>,
  withValues: boolean,
): Promise<number> {
  const people = await countExtensionValues(transaction, scope, lost);
  if (people === 0) return 0;
  if (!withValues) throw new Refused({ kind: "holdsValues", people });
  await clearExtensionValues(transaction, scope, lost);
  return people;
}
