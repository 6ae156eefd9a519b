import { uuidv7 } from "uuidv7";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { isApplicationId, profileOf } from "@/lib/applications/applications";
import type { DomainPolicy } from "@/lib/applications/domain-policy";
import type { ApplicationId } from "@/lib/applications/profile";
import { DirectorySettings } from "@/lib/applications/settings";
import { db } from "@/lib/db/client";
import {
  findDirectoryBy,
  insertDirectory,
  listDirectoriesOf,
  updateDirectoryEnabled,
  updateProvider,
  updateRequestRate,
} from "@/lib/db/directories";
import type { DirectoryRecord, ProviderName } from "@/lib/db/directories";
import { lockSettings, updateSettings } from "@/lib/db/extensions";
import type {
  CreateDirectoryInput,
  SetDirectoryEnabledInput,
  SetDomainPolicyInput,
  SetProviderInput,
  SetRequestRateInput,
} from "@/lib/inputs/directory";
import { notFound, refuseFields } from "@/lib/inputs/refusal";
import { audited } from "./audited";

export interface DirectoryDto {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly application: ApplicationId;
  readonly provider: ProviderName;
  readonly enabled: boolean;
  /** Null: the default; 0: no limit. */
  readonly requestsPerSecond: number | null;
  readonly domainPolicy: DomainPolicy;
  readonly createdAt: Date;
}

/**
 * A new directory; whether its service starts on is the application's own habit.
 * @throws ForbiddenError, Refusal when the organization has a directory of that slug
 */
export async function createDirectory(scope: OrganizationScope, input: CreateDirectoryInput): Promise<DirectoryDto> {
  requirePermission(scope.actor, "directory:create");
  const directory = { id: uuidv7(), ...input, enabled: profileOf(input.application).policies.enabledAtFirst };
  return audited(
    scope,
    async (transaction) => ({
      value: toDto(await insertDirectory(transaction, scope, directory)),
      entry: {
        action: "directory.create",
        target: input.slug,
        directoryId: directory.id,
        details: { application: input.application, provider: input.provider },
      },
    }),
    refuseFields({ slug: "validation.slugTaken" }),
  );
}

/** The organization's directories, by name. */
export async function listDirectories(scope: OrganizationScope): Promise<DirectoryDto[]> {
  requirePermission(scope.actor, "directory:read");
  return (await listDirectoriesOf(db, scope)).map(toDto);
}

/** The organization's directory of that slug, or undefined. */
export async function findDirectory(scope: OrganizationScope, slug: string): Promise<DirectoryDto | undefined> {
  requirePermission(scope.actor, "directory:read");
  const record = await findDirectoryBy(db, scope, { slug });
  return record === undefined ? undefined : toDto(record);
}

/**
 * The directory that a setup guide is about; for whoever may read that, and that alone.
 * @throws ForbiddenError, Refusal when it is not there any more
 */
export async function readGuideDirectory(scope: DirectoryScope): Promise<DirectoryDto> {
  requirePermission(scope.actor, "guide:read", scope.directoryId);
  const record = await findDirectoryBy(db, scope, { id: scope.directoryId });
  if (record === undefined) throw notFound();
  return toDto(record);
}

/**
 * Turns the service on or off, for the next request in every process. Setting what already is changes and tells nothing.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setDirectoryEnabled(
  scope: OrganizationScope,
  { directoryId, enabled }: SetDirectoryEnabledInput,
): Promise<DirectoryDto> {
  requirePermission(scope.actor, enabled ? "directory:enable" : "directory:update", directoryId);
  const before = await findDirectoryBy(db, scope, { id: directoryId });
  if (before === undefined) throw notFound();
  if (before.enabled === enabled) return toDto(before);
  return audited(scope, async (transaction) => {
    await updateDirectoryEnabled(transaction, scope, directoryId, enabled);
    return {
      value: toDto({ ...before, enabled }),
      entry: { action: enabled ? "directory.enable" : "directory.disable", target: before.slug, directoryId },
    };
  });
}

/**
 * Sets which identity provider a directory is connected to. Its requests are served as before: the choice is about the
 * console's words. Setting what already is changes and tells nothing.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setProvider(
  scope: OrganizationScope,
  { directoryId, provider }: SetProviderInput,
): Promise<DirectoryDto> {
  requirePermission(scope.actor, "directory:update");
  const before = await findDirectoryBy(db, scope, { id: directoryId });
  if (before === undefined) throw notFound();
  if (before.provider === provider) return toDto(before);
  return audited(scope, async (transaction) => {
    await updateProvider(transaction, scope, directoryId, provider);
    return {
      value: toDto({ ...before, provider }),
      entry: {
        action: "directory.provider",
        target: before.slug,
        directoryId,
        details: { from: before.provider, to: provider },
      },
    };
  });
}

/**
 * Sets how many requests a second the directory may send, for the next one in every process; 0 is no limit.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setRequestRate(
  scope: OrganizationScope,
  { directoryId, requestsPerSecond }: SetRequestRateInput,
): Promise<DirectoryDto> {
  requirePermission(scope.actor, "directory:update");
  const before = await findDirectoryBy(db, scope, { id: directoryId });
  if (before === undefined) throw notFound();
  return audited(scope, async (transaction) => {
    await updateRequestRate(transaction, scope, directoryId, requestsPerSecond);
    return {
      value: toDto({ ...before, requestsPerSecond }),
      entry: { action: "directory.rate", target: before.slug, directoryId, details: { requestsPerSecond } },
    };
  });
}

/**
 * Sets which userNames the directory accepts, for the next request in every process. Who is here already stays. Setting
 * what already is changes and tells nothing.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setDomainPolicy(
  scope: OrganizationScope,
  { directoryId, policy }: SetDomainPolicyInput,
): Promise<DirectoryDto> {
  requirePermission(scope.actor, "directory:update");
  const before = await findDirectoryBy(db, scope, { id: directoryId });
  if (before === undefined) throw notFound();
  const dto = toDto(before);
  if (dto.domainPolicy === policy) return dto;
  return audited(scope, async (transaction) => {
    const settings = DirectorySettings.parse(await lockSettings(transaction, scope, directoryId));
    await updateSettings(transaction, scope, directoryId, { ...settings, domainPolicy: policy });
    return {
      value: { ...dto, domainPolicy: policy },
      entry: {
        action: "directory.domainPolicy",
        target: before.slug,
        directoryId,
        details: { from: dto.domainPolicy, to: policy },
      },
    };
  });
}

function toDto({ settings, ...record }: DirectoryRecord): DirectoryDto {
  const { application } = record;
  if (!isApplicationId(application))
    throw new Error(`directory ${record.id} is of the unknown application ${application}`);
  return { ...record, application, domainPolicy: profileOf(application, settings).policies.domain };
}
