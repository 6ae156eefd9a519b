import { randomUUID } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import { insertLogRows } from "@/lib/db/__fixtures__/log-rows";
import { readLogIdentities } from "@/lib/db/log-identities";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody } from "@/lib/http/__fixtures__/scim-client";
import type { JsonObject } from "@/lib/scim/json";
import { createTenant, createUnattendedTenant } from "@/prisma/factories";
import { findEvent, listEvents, nameOfResource } from "./logs";

async function directory(): Promise<DirectoryScope> {
  const tenant = await createUnattendedTenant();
  return { ...tenant.scope, directoryId: tenant.directory.id };
}

describe("the provisioning log", () => {
  test("is walked from the newest row to the oldest without losing one", async () => {
    const scope = await directory();
    const ids = await insertLogRows(
      scope,
      Array.from({ length: 7 }, () => ({})),
    );
    const first = await listEvents(scope, { limit: 4 });
    const second = await listEvents(scope, { limit: 4, after: first.next });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([...ids].reverse());
    expect(second.next).toBeUndefined();
    const back = await listEvents(scope, { limit: 4, before: second.previous });
    expect(back.rows).toEqual(first.rows);
  });

  test("is filtered by status, action and text, and leaves reads out when asked", async () => {
    const scope = await directory();
    await insertLogRows(scope, [
      { displayName: "Ana Pérez", action: "disable" },
      { displayName: "Bo", status: "failure" },
      { displayName: "Bo", action: "read" },
    ]);
    const about = async (filter: Parameters<typeof listEvents>[1]) =>
      (await listEvents(scope, filter)).rows.map(({ action, name }) => `${action} ${name}`);
    expect(await about({ statuses: ["failure"] })).toEqual(["update Bo"]);
    expect(await about({ actions: ["disable", "read"] })).toEqual(["read Bo", "disable Ana Pérez"]);
    expect(await about({ text: "PÉREZ" })).toEqual(["disable Ana Pérez"]);
    expect(await about({ withoutReads: true })).toEqual(["update Bo", "disable Ana Pérez"]);
    expect(await about({ since: new Date(Date.now() + 60_000) })).toEqual([]);
  });

  test("knows what the person is called whose rows are asked for, also where a filter leaves none of them", async () => {
    const scope = await directory();
    const [ana, bo] = [randomUUID(), randomUUID()];
    await insertLogRows(scope, [
      { resourceId: ana, displayName: "Ana", action: "create" },
      { resourceId: bo, displayName: "Bo", status: "failure" },
    ]);
    expect((await listEvents(scope, { resourceId: ana, statuses: ["failure"] })).rows).toEqual([]);
    expect(await nameOfResource(scope, ana)).toBe("Ana");
    expect(await nameOfResource(scope, bo)).toBeUndefined();
    expect(await nameOfResource(await directory(), ana)).toBeUndefined();
    expect(await nameOfResource(scope, "nobody")).toBeUndefined();
  });

  test("names the first modified attributes, and one row tells them all", async () => {
    const scope = await directory();
    const modified = ["a", "b", "c", "d", "e", "f"].map((path) => ({ path, before: "x", after: "y" }));
    const [id = ""] = await insertLogRows(scope, [{ modified }]);
    const modifiedPaths = ["a", "b", "c", "d", "e"];
    expect((await listEvents(scope, {})).rows).toMatchObject([{ modifiedPaths, modifiedMore: 1 }]);
    expect(await findEvent(scope, id)).toMatchObject({ modifiedMore: 0 });
    expect((await findEvent(scope, id))?.modified).toEqual(modified);
  });

  test("calls a group or person whom a request gave by an id alone what they are called, or were at last", async () => {
    const { token, ...tenant } = await createTenant();
    const scope = { ...tenant.scope, directoryId: tenant.directory.id };
    const call = scimClient(token.token);
    const [groupId, personId, goneId] = [randomUUID(), randomUUID(), randomUUID()];
    const create = async (path: string, body: Record<string, string>) =>
      (await call<ListBody & { id: string }>("POST", path, body)).body.id;
    await create("/Users", { userName: "ana", displayName: "Ana Pérez", externalId: personId });
    await create("/Groups", { displayName: "Sales", externalId: groupId });
    const gone = await create("/Groups", { displayName: "Interns", externalId: goneId });
    await call("DELETE", `/Groups/${gone}`);
    await readLogIdentities(new Date(Date.now() + 60_000), scope.directoryId);
    const read = { action: "read" };
    await insertLogRows(scope, [
      { ...read, resourceType: "User", externalId: personId },
      { ...read, resourceType: "Group", externalId: groupId },
      { ...read, resourceType: "Group", externalId: goneId },
      { ...read, resourceType: "Group", resourceId: gone, status: "failure" },
      { ...read, resourceType: "User", externalId: groupId },
    ]);
    const { rows } = await listEvents(scope, { actions: ["read"] });
    expect(rows.map(({ name }) => name)).toEqual([groupId, "Interns", "Interns", "Sales", "Ana Pérez"]);
  });

  test("says of a group how many members came and went", async () => {
    const scope = await directory();
    const [id = ""] = await insertLogRows(scope, [{ modified: [{ path: "members", added: 3, removed: 1 }] }]);
    expect((await findEvent(scope, id))?.modified).toEqual([{ path: "members", before: "−1", after: "+3" }]);
  });

  test("says who came and went, and who the manager was and is, by what they are called", async () => {
    const { token, ...tenant } = await createTenant();
    const scope = { ...tenant.scope, directoryId: tenant.directory.id };
    const call = scimClient(token.token);
    const create = async (path: string, body: Record<string, string>) =>
      (await call<ListBody & { id: string }>("POST", path, body)).body.id;
    const [ana, bo] = [await create("/Users", { userName: "ana" }), await create("/Users", { userName: "bo" })];
    const sales = await create("/Groups", { displayName: "Sales" });
    const patch = async (path: string, operation: JsonObject) => {
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
      const { headers } = await call("PATCH", path, { schemas, Operations: [operation] });
      return findEvent(scope, headers["X-Request-Id"] ?? "");
    };
    const joined = await patch(`/Groups/${sales}`, { op: "add", path: "members", value: [{ value: ana }] });
    expect(joined?.modified).toEqual([{ path: "members", after: "+1: ana" }]);
    expect(joined?.steps.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      `matching: Found the Group ${sales} by its id.`,
      "write: Changed members.",
    ]);
    const urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
    const led = await patch(`/Users/${ana}`, { op: "add", path: urn, value: bo });
    expect(led?.modified).toEqual([{ path: `${urn}.value`, after: `bo (${bo})` }]);
    const left = await patch(`/Groups/${sales}`, { op: "remove", path: `members[value eq "${ana}"]` });
    expect(left?.modified).toEqual([{ path: "members", before: "−1: ana" }]);
    const nobody = await patch(`/Users/${uuidv7()}`, { op: "add", path: "title", value: "x" });
    expect(nobody?.steps).toMatchObject([{ name: "matching", status: "failure" }]);
  });

  test("of one directory is nobody's outside it, by list and by id", async () => {
    const [mine, theirs] = [await directory(), await directory()];
    const [id = ""] = await insertLogRows(theirs, [{}]);
    expect((await listEvents(mine, {})).rows).toEqual([]);
    expect(await findEvent(mine, id)).toBeUndefined();
    expect(await findEvent({ ...mine, directoryId: theirs.directoryId }, id)).toBeUndefined();
    expect(await findEvent(theirs, id)).toMatchObject({ id });
  });
});
