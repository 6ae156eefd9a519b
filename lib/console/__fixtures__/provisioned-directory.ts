import type { DirectoryScope } from "@/lib/auth/scope";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody, ScimClient } from "@/lib/http/__fixtures__/scim-client";
import type { Json, JsonObject } from "@/lib/scim/json";
import { createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";

interface Body extends ListBody {
  readonly id: string;
}

/** A directory and who provisions it, in few words; each request is a log row. */
export interface ProvisionedDirectory {
  readonly tenant: Tenant;
  /** The owner's. */
  readonly scope: DirectoryScope;
  readonly call: ScimClient;
  /** @returns the id */
  readonly create: (userName: string, more?: JsonObject) => Promise<string>;
  /** @returns the id */
  readonly createGroup: (displayName: string, members?: readonly string[], type?: "User" | "Group") => Promise<string>;
  readonly set: (userId: string, path: string, value: Json) => ReturnType<ScimClient>;
  readonly rename: (groupId: string, displayName: string) => ReturnType<ScimClient>;
  readonly add: (groupId: string, ...memberIds: string[]) => ReturnType<ScimClient>;
  readonly leave: (groupId: string, memberId: string) => ReturnType<ScimClient>;
}

export async function provisionedDirectory(): Promise<ProvisionedDirectory> {
  const tenant = await createTenant();
  const call = scimClient(tenant.token.token);
  const schemas = (type: string) => [`urn:ietf:params:scim:schemas:core:2.0:${type}`];
  const idOf = async (path: string, body: JsonObject) => (await call<Body>("POST", path, body)).body.id;
  const patch = (path: string, operation: JsonObject) =>
    call("PATCH", path, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [operation] });
  const patchMembers = (groupId: string, op: string, ids: readonly string[]) =>
    patch(`/Groups/${groupId}`, { op, path: "members", value: ids.map((value) => ({ value })) });
  return {
    tenant,
    scope: { ...tenant.owner.scope, directoryId: tenant.directory.id },
    call,
    create: (userName, more = {}) => idOf("/Users", { schemas: schemas("User"), userName, active: true, ...more }),
    createGroup: (displayName, members = [], type = "User") =>
      idOf("/Groups", { schemas: schemas("Group"), displayName, members: members.map((value) => ({ value, type })) }),
    set: (userId, path, value) => patch(`/Users/${userId}`, { op: "Replace", path, value }),
    rename: (groupId, displayName) =>
      patch(`/Groups/${groupId}`, { op: "Replace", path: "displayName", value: displayName }),
    add: (groupId, ...memberIds) => patchMembers(groupId, "Add", memberIds),
    leave: (groupId, memberId) => patchMembers(groupId, "Remove", [memberId]),
  };
}
