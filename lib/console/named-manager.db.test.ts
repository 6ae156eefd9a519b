import { beforeEach, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import type { DirectoryScope } from "@/lib/auth/scope";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody, ScimClient } from "@/lib/http/__fixtures__/scim-client";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import { createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { restoreDeletedUser } from "./deleted-users";
import { findEvent } from "./logs";

interface Body extends ListBody {
  readonly id: string;
}

let tenant: Tenant;
let scope: DirectoryScope;
let call: ScimClient;

beforeEach(async () => {
  tenant = await createTenant();
  scope = { ...tenant.owner.scope, directoryId: tenant.directory.id };
  call = scimClient(tenant.token.token);
});

const create = async (userName: string) => (await call<Body>("POST", "/Users", { userName })).body.id;
/** @returns the log row's id */
const give = async (id: string, manager: string) => {
  const Operations = [{ op: "Replace", path: `${enterpriseUserUrn}:manager`, value: manager }];
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
  const { headers } = await call("PATCH", `/Users/${id}`, { schemas, Operations });
  return headers["X-Request-Id"] ?? "";
};
const managerOf = async (eventId: string) => (await findEvent(scope, eventId))?.manager;

test("a manager who is here is nothing to tell", async () => {
  const event = await give(await create("ana"), await create("boss"));
  expect(await findEvent(scope, event)).toMatchObject({ status: "success", manager: undefined });
});

test("a manager who is nobody here is told until the person has another one", async () => {
  const ana = await create("ana");
  const stranger = uuidv7();
  const event = await give(ana, stranger);
  expect(await managerOf(event)).toEqual({ value: stranger, name: undefined, state: "nobody", isCurrent: true });
  await give(ana, await create("boss"));
  expect(await managerOf(event)).toMatchObject({ state: "nobody", isCurrent: false });
});

test("what is no id, and who is in another directory, is nobody here", async () => {
  const ana = await create("ana");
  const other = await createUnattendedTenant();
  const { body } = await scimClient(other.token.token)<Body>("POST", "/Users", { userName: "boss" });
  expect(await managerOf(await give(ana, "boss@contoso.example"))).toMatchObject({ state: "nobody", isCurrent: true });
  expect(await managerOf(await give(ana, body.id))).toMatchObject({ state: "nobody", name: undefined });
});

test("a manager who was deleted is told by name, and that they are here again once they are", async () => {
  const [ana, boss] = [await create("ana"), await create("boss")];
  const before = await give(ana, boss);
  await call("DELETE", `/Users/${boss}`);
  expect(await managerOf(before)).toMatchObject({ state: "deleted", name: "boss", isCurrent: true });
  const bo = await create("bo");
  const meanwhile = await give(bo, boss);
  expect(await managerOf(meanwhile)).toMatchObject({ state: "deleted", name: "boss" });
  await restoreDeletedUser(scope, { directoryId: scope.directoryId, userId: boss });
  expect(await managerOf(before)).toBeUndefined();
  expect(await managerOf(meanwhile)).toEqual({ value: boss, name: "boss", state: "back", isCurrent: true });
});
