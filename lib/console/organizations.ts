import { uuidv7 } from "uuidv7";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { insertOrganization, listAllOrganizations, updateOrganizationName } from "@/lib/db/organizations";
import type { CreateOrganizationInput, RenameOrganizationInput } from "@/lib/inputs/organization";
import { refuseFields } from "@/lib/inputs/refusal";
import { audited } from "./audited";

export interface OrganizationDto {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

/**
 * A new customer. For the operator alone: nobody belongs to the organization yet.
 * @throws Refusal when the slug is taken
 */
export async function createOrganization({ name, slug }: CreateOrganizationInput): Promise<OrganizationDto> {
  const id = uuidv7();
  const scope: OrganizationScope = { organizationId: id, actor: { kind: "operator" } };
  return audited(
    scope,
    async (transaction) => ({
      value: await insertOrganization(transaction, { id, slug, name }),
      entry: { action: "organization.create", target: slug },
    }),
    refuseFields({ slug: "validation.slugTaken" }),
  );
}

/**
 * Another shown name. The slug stays.
 * @throws ForbiddenError
 */
export async function renameOrganization(
  scope: OrganizationScope,
  { name }: RenameOrganizationInput,
): Promise<OrganizationDto> {
  requirePermission(scope.actor, "organization:update");
  return audited(scope, async (transaction) => ({
    value: await updateOrganizationName(transaction, scope, name),
    entry: { action: "organization.rename", target: name },
  }));
}

export interface OrganizationSummaryDto extends OrganizationDto {
  readonly directories: number;
  readonly admins: number;
}

/** Every organization, by slug. For the operator alone. */
export async function listOrganizations(): Promise<OrganizationSummaryDto[]> {
  return listAllOrganizations(db);
}
