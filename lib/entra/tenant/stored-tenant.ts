import { z } from "zod";
import type { Tenant } from "./tenant";

const attributes = z.record(z.string(), z.union([z.string(), z.boolean()]));
const deleted = z.enum(["soft", "hard"]);
const User = z.object({ id: z.string(), attributes, manager: z.string().optional(), deleted: deleted.optional() });
const Group = z.object({ id: z.string(), attributes, members: z.array(z.string()), deleted: deleted.optional() });

const StoredTenant = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(["assigned", "all"]),
  roles: z.array(z.object({ id: z.string(), value: z.string(), displayName: z.string() })),
  assignments: z.array(z.object({ principal: z.string(), role: z.string() })),
  users: z.array(User),
  groups: z.array(Group),
});

/** A tenant as a text, to be read by another process. */
export const serializeTenant = ({ users, groups, ...rest }: Tenant): string =>
  JSON.stringify({ ...rest, users: [...users.values()], groups: [...groups.values()] });

/** @throws Error when the text is no tenant of serializeTenant's */
export function parseTenant(text: string): Tenant {
  const { users, groups, ...rest } = StoredTenant.parse(JSON.parse(text));
  return {
    ...rest,
    users: new Map(
      users.map(({ id, manager, deleted: how, ...user }) => [
        id,
        { id, ...user, ...(manager !== undefined && { manager }), ...(how !== undefined && { deleted: how }) },
      ]),
    ),
    groups: new Map(
      groups.map(({ id, deleted: how, ...group }) => [
        id,
        { id, ...group, ...(how !== undefined && { deleted: how }) },
      ]),
    ),
  };
}
