import { uuidv7 } from "uuidv7";
import { hashPassword } from "@/lib/auth/password";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope, Role } from "@/lib/auth/scope";
import { findAdminByEmail, insertAdmin, insertMembership, listMembers } from "@/lib/db/admins";
import { db } from "@/lib/db/client";
import type { CreateAdminInput } from "@/lib/inputs/admin";
import { refuseFields } from "@/lib/inputs/refusal";
import { audited } from "./audited";

export interface AdminDto {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

/**
 * An admin of the organization. Somebody who is already an admin of another one joins with the password they have: an
 * owner here must not be able to set the password of someone who signs in elsewhere.
 * @throws ForbiddenError, Refusal when they already belong to the organization
 */
export async function createAdmin(scope: OrganizationScope, input: CreateAdminInput): Promise<AdminDto> {
  requirePermission(scope.actor, "admin:manage");
  const passwordHash = await hashPassword(input.password);
  const { email, role } = input;
  const name = input.name === undefined || input.name === "" ? email : input.name;
  return audited(
    scope,
    async (transaction) => {
      const known = await findAdminByEmail(transaction, email);
      const admin = known ?? (await insertAdmin(transaction, { id: uuidv7(), email, name, passwordHash }));
      await insertMembership(transaction, { organizationId: scope.organizationId, adminId: admin.id, role });
      return { value: { ...admin, role }, entry: { action: "admin.create", target: email, details: { role } } };
    },
    refuseFields({ email: "validation.emailTaken" }),
  );
}

/** The organization's admins, by e-mail address. */
export async function listAdmins(scope: OrganizationScope): Promise<AdminDto[]> {
  requirePermission(scope.actor, "admin:read");
  return listMembers(db, scope.organizationId);
}
