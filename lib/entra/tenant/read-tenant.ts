import { isNode, LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import { z } from "zod";
import { objectIdOf } from "./object-id";
import { defaultAccess } from "./tenant";
import type { AppRole, Assignment, SourceAttributes, SourceGroup, SourceUser, Tenant } from "./tenant";

/** A tenant's file cannot be read; every fault in a line of its own, with where it is. */
export class TenantFileError extends Error {
  override readonly name = "TenantFileError";
}

const text = z.string().trim().min(1);
const scalar = z.union([z.string(), z.number().transform(String), z.boolean()]).nullable();
const deleted = z.enum(["soft", "hard"]).optional();

const UserInput = z
  .object({ id: text.optional(), userPrincipalName: text, manager: text.nullish(), deleted })
  .catchall(scalar);
const GroupInput = z
  .object({ id: text.optional(), displayName: text, members: z.array(text).default([]), deleted })
  .catchall(scalar);
const RoleInput = z.union([text, z.object({ id: text.optional(), value: text, displayName: text.optional() })]);
const AssignmentInput = z
  .object({ user: text.optional(), group: text.optional(), role: text.default("User") })
  .refine(({ user, group }) => (user === undefined) !== (group === undefined), "name either a user or a group");

const TenantInput = z.strictObject({
  name: text.default("Contoso"),
  id: text.optional(),
  /** Read by lib/entra/sync/read-configuration.ts. */
  provisioning: z.unknown().optional(),
  scope: z.enum(["assigned", "all"]).default("all"),
  roles: z.array(RoleInput).default(["User"]),
  assignments: z.array(AssignmentInput).default([]),
  users: z.array(UserInput).default([]),
  groups: z.array(GroupInput).default([]),
});

/**
 * Reads a tenant from YAML or JSON. People are named by userPrincipalName and groups by displayName, or either by id;
 * whoever may be renamed later needs an id of their own.
 * @throws TenantFileError
 */
export function readTenant(source: string): Tenant {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter });
  const [broken] = document.errors;
  if (broken) throw new TenantFileError(broken.message);
  const parsed = TenantInput.safeParse(plainOf(document) ?? {});
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) =>
        `${placeOf(document, path, lineCounter)}${path.map(String).join(".") || "the file"}: ${message}`,
    );
    throw new TenantFileError(lines.join("\n"));
  }
  return toTenant(parsed.data);
}

/** @throws TenantFileError for aliases of aliases of aliases */
function plainOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) throw new TenantFileError(error.message);
    throw error;
  }
}

/** "line 3: " of what a path leads to, or of the nearest that is there. */
function placeOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): string {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}: `;
  }
  return "";
}

function toTenant(input: z.infer<typeof TenantInput>): Tenant {
  const faults: string[] = [];
  const names = new Map<string, string>();
  const named = (kind: "user" | "group", name: string, id: string | undefined): string => {
    const own = id ?? objectIdOf(`${kind} ${name}`);
    for (const key of new Set([own.toLowerCase(), name.toLowerCase()])) {
      if (names.has(key)) faults.push(`${name}: there are two of that name or id`);
      names.set(key, own);
    }
    return own;
  };
  const users = input.users.map((user) => ({ user, id: named("user", user.userPrincipalName, user.id) }));
  const groups = input.groups.map((group) => ({ group, id: named("group", group.displayName, group.id) }));
  const refer = (name: string, where: string): string => {
    const id = names.get(name.toLowerCase());
    if (id === undefined) faults.push(`${where}: nobody is called ${name}`);
    return id ?? "";
  };
  const roles = input.roles.map(toRole);
  const assignments = input.assignments.map(({ user, group, role }): Assignment => {
    if (role !== defaultAccess && !roles.some(({ value }) => value === role))
      faults.push(`assignments: there is no role ${role}`);
    return { principal: refer(user ?? group ?? "", "assignments"), role };
  });
  const tenant: Tenant = {
    id: input.id ?? objectIdOf(`tenant ${input.name}`),
    name: input.name,
    scope: input.scope,
    roles,
    assignments,
    users: new Map(
      users.map(({ id, user: { id: _, manager, deleted: how, ...attributes } }): [string, SourceUser] => [
        id,
        {
          id,
          attributes: { mailNickname: attributes.userPrincipalName.split("@")[0] ?? "", ...present(attributes) },
          ...(manager && { manager: refer(manager, attributes.userPrincipalName) }),
          ...(how && { deleted: how }),
        },
      ]),
    ),
    groups: new Map(
      groups.map(({ id, group: { id: _, members, deleted: how, ...attributes } }): [string, SourceGroup] => [
        id,
        {
          id,
          attributes: present(attributes),
          members: [...new Set(members.map((member) => refer(member, attributes.displayName)))],
          ...(how && { deleted: how }),
        },
      ]),
    ),
  };
  if (faults.length > 0) throw new TenantFileError([...new Set(faults)].join("\n"));
  return tenant;
}

function toRole(role: z.infer<typeof RoleInput>): AppRole {
  const {
    value,
    displayName = value,
    id = objectIdOf(`role ${value}`),
  } = typeof role === "string" ? { value: role } : role;
  return { id, value, displayName };
}

const present = (attributes: Readonly<Record<string, string | boolean | null | undefined>>): SourceAttributes =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value]],
    ),
  );
