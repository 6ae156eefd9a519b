import { generateTenant } from "../tenant/generate-tenant";
import type { TenantSize } from "../tenant/generate-tenant";
import { objectIdOf } from "../tenant/object-id";
import { Random } from "../tenant/random";
import type { Assignment, Tenant } from "../tenant/tenant";
import { withAttributes } from "./draft";
import type { ScopingFilter } from "../mapping/scoping-filter";

/** Roles of the application in a company that is made up, and one in how many people has each. */
const roles = [
  ["Admin", 40],
  ["Secretary", 15],
  ["User", 1],
] as const;

/** Contractors are not provisioned: who becomes one leaves the scope, who is employed enters it. */
export const withoutContractors: readonly ScopingFilter[] = [
  [{ attribute: "employeeType", operator: "NOT EQUALS", value: "Contractor" }],
];

/**
 * A company where everything of `liveOn` can happen: "sync only assigned users and groups", everybody and every group
 * assigned by a role of their own, everybody an employee at first.
 */
export function generateCompany(size: TenantSize): Tenant {
  const tenant = generateTenant(size);
  const random = new Random((size.seed ?? 1) + 7);
  const assign = (principal: string): Assignment => ({
    principal,
    role: roles.find(([, oneIn]) => random.below(oneIn) === 0)?.[0] ?? "User",
  });
  return {
    ...tenant,
    scope: "assigned",
    roles: roles.map(([value]) => ({ id: objectIdOf(`role ${value}`), value, displayName: value })),
    assignments: [
      ...[...tenant.users.keys()].map(assign),
      ...[...tenant.groups.keys()].map((principal) => ({ principal, role: "User" })),
    ],
    users: new Map(
      [...tenant.users].map(([id, user]) => [
        id,
        { ...user, attributes: withAttributes(user.attributes, { employeeType: "Employee" }) },
      ]),
    ),
  };
}
