import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { createUnattendedTenant } from "@/prisma/factories";
import { groupStore, resolveMembers, updateGroup } from "./groups";
import { pool } from "./pool";
import { toStored, UniqueViolation } from "./resource-store";
import { userStore } from "./users";

const at = new Date("2026-05-03T10:00:00.000Z");
const nothing = { groups: false, members: false };

let scope: DirectoryScope;
let other: DirectoryScope;

const newScope = async (): Promise<DirectoryScope> => {
  const { organization, directory } = await createUnattendedTenant();
  return { organizationId: organization.id, directoryId: directory.id, actor: { kind: "operator" } };
};

beforeEach(async () => {
  scope = await newScope();
  other = await newScope();
});

const event = (facts: Partial<ProvisioningEvent> = {}): ProvisioningEvent => ({
  directoryId: scope.directoryId,
  organizationId: scope.organizationId,
  id: uuidv7(),
  at,
  durationMs: 1,
  action: "update",
  status: "success",
  httpStatus: 200,
  method: "PATCH",
  path: "/scim/v2/Users",
  ...facts,
});

const user = (userName: string, more: Record<string, string> = {}) => ({
  id: uuidv7(),
  attributes: { userName, active: true, ...more },
  search: { userName: userName.toLowerCase(), active: true, ...more },
});

const group = (displayName: string) => ({
  id: uuidv7(),
  attributes: { displayName },
  search: { displayName: displayName.toLowerCase() },
});

async function logged(id: string) {
  const { rows } = await pool.query<{ status: string; modified: unknown }>(
    `SELECT "status", "modified" FROM "ProvisioningEvent" WHERE "id" = $1`,
    [id],
  );
  return rows;
}

async function newUser(userName: string, into = scope) {
  const write = user(userName);
  await userStore.insert(into, write, at, [], event({ ...into }));
  return write.id;
}

async function newGroup(displayName: string, into = scope) {
  const write = group(displayName);
  await groupStore.insert(into, write, at, [], event({ ...into }));
  return write.id;
}

const membersOf = async (id: string) =>
  (await groupStore.find(scope, id, { groups: false, members: true }))?.members?.map((member) => member.value) ?? [];

const change = (add: readonly { id: string; type: "User" | "Group" }[], remove: readonly string[] = []) => ({
  add,
  remove,
  replaceAll: false,
});

describe("users", () => {
  test("a user and its log row are there together", async () => {
    const write = user("Ana@Contoso.example");
    const row = event({ action: "create" });
    await userStore.insert(scope, write, at, [], row);
    const found = await userStore.find(scope, write.id, nothing);
    expect(found && toStored(found)).toMatchObject({
      attributes: write.attributes,
      version: 1,
      created: at,
    });
    expect(await logged(row.id)).toHaveLength(1);
  });

  test("a refused insert leaves neither user nor log row", async () => {
    await newUser("ana@contoso.example");
    const again = user("ANA@contoso.example");
    const row = event({ action: "create" });
    await expect(userStore.insert(scope, again, at, [], row)).rejects.toBeInstanceOf(UniqueViolation);
    expect(await userStore.find(scope, again.id, nothing)).toBeUndefined();
    expect(await logged(row.id)).toHaveLength(0);
  });

  test("the same userName is free in another directory", async () => {
    await newUser("ana@contoso.example");
    await expect(newUser("ana@contoso.example", other)).resolves.toBeTypeOf("string");
  });

  test("a write against an old version changes nothing and logs nothing", async () => {
    const id = await newUser("ana@contoso.example");
    const next = { ...user("ana2@contoso.example"), id };
    const first = await userStore.update(scope, next, at, { expectedVersion: 1, event: event() });
    expect(first).toMatchObject({ version: 2 });
    const row = event();
    expect(
      await userStore.update(scope, user("late@contoso.example"), at, { expectedVersion: 1, event: row }),
    ).toBeUndefined();
    expect(await logged(row.id)).toHaveLength(0);
  });

  test("another directory's user can be neither read, changed nor deleted", async () => {
    const id = await newUser("ana@contoso.example");
    expect(await userStore.find(other, id, nothing)).toBeUndefined();
    const guard = { expectedVersion: 1, event: event({ ...other }) };
    expect(await userStore.update(other, { ...user("x"), id }, at, guard)).toBeUndefined();
    expect(await userStore.remove(other, id, guard)).toBe(false);
    expect(await userStore.find(scope, id, nothing)).toBeDefined();
  });

  test("a deleted user has left its groups", async () => {
    const id = await newUser("ana@contoso.example");
    const groupId = await newGroup("Sales");
    await updateGroup(scope, groupId, at, { membership: change([{ id, type: "User" }]), event: event() });
    await userStore.remove(scope, id, { expectedVersion: 1, event: event({ action: "delete" }) });
    expect(await membersOf(groupId)).toEqual([]);
  });
});

describe("groups", () => {
  test("members are added and removed one at a time, and the log says who came and went", async () => {
    const groupId = await newGroup("Sales");
    const [ana, bo] = [await newUser("ana"), await newUser("bo")];
    await updateGroup(scope, groupId, at, {
      membership: change([
        { id: ana, type: "User" },
        { id: bo, type: "User" },
      ]),
      event: event(),
    });
    const row = event();
    await updateGroup(scope, groupId, at, { membership: change([], [ana]), event: row });
    expect(await membersOf(groupId)).toEqual([bo]);
    expect(await logged(row.id)).toMatchObject([
      { status: "success", modified: [{ path: "members", added: 0, removed: 1, removedIds: [ana] }] },
    ]);
  });

  test("adding who is there and removing who is not changes no version and is logged as skipped", async () => {
    const groupId = await newGroup("Sales");
    const ana = await newUser("ana");
    await updateGroup(scope, groupId, at, { membership: change([{ id: ana, type: "User" }]), event: event() });
    const row = event();
    const result = await updateGroup(scope, groupId, at, {
      membership: change([{ id: ana, type: "User" }], [uuidv7()]),
      event: row,
    });
    expect(result).toEqual({ written: undefined });
    expect(await logged(row.id)).toMatchObject([{ status: "skipped", modified: null }]);
    expect((await groupStore.find(scope, groupId, nothing))?.version).toBe(2);
  });

  test("a replacement keeps exactly the named members", async () => {
    const groupId = await newGroup("Sales");
    const [ana, bo, cy] = [await newUser("ana"), await newUser("bo"), await newUser("cy")];
    await updateGroup(scope, groupId, at, {
      membership: change([ana, bo].map((id) => ({ id, type: "User" }))),
      event: event(),
    });
    await updateGroup(scope, groupId, at, {
      membership: { ...change([bo, cy].map((id) => ({ id, type: "User" }))), replaceAll: true },
      event: event(),
    });
    expect((await membersOf(groupId)).toSorted()).toEqual([bo, cy].toSorted());
  });

  test("two writers of one group at once lose nobody", async () => {
    const groupId = await newGroup("Sales");
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => newUser(`user${index}`)));
    await Promise.all(
      ids.map((id) => updateGroup(scope, groupId, at, { membership: change([{ id, type: "User" }]), event: event() })),
    );
    expect((await membersOf(groupId)).toSorted()).toEqual(ids.toSorted());
    expect((await groupStore.find(scope, groupId, nothing))?.version).toBe(21);
  });

  test("the database itself refuses a member of another directory", async () => {
    const groupId = await newGroup("Sales");
    const stranger = await newUser("stranger", other);
    expect(await resolveMembers(scope, [stranger])).toEqual([]);
    await expect(
      updateGroup(scope, groupId, at, { membership: change([{ id: stranger, type: "User" }]), event: event() }),
    ).rejects.toThrow("Member_user_fkey");
  });

  test("a person's groups are direct and, through nested groups, indirect; a cycle ends", async () => {
    const ana = await newUser("ana");
    const [team, department, company] = [
      await newGroup("Team"),
      await newGroup("Department"),
      await newGroup("Company"),
    ];
    const put = (groupId: string, id: string, type: "User" | "Group") =>
      updateGroup(scope, groupId, at, { membership: change([{ id, type }]), event: event() });
    await put(team, ana, "User");
    await put(department, team, "Group");
    await put(company, department, "Group");
    await put(team, company, "Group");
    expect((await userStore.find(scope, ana, { groups: true, members: false }))?.groups).toEqual([
      { value: company, display: "Company", type: "indirect" },
      { value: department, display: "Department", type: "indirect" },
      { value: team, display: "Team", type: "direct" },
    ]);
  });
});

describe("the number of people and groups", () => {
  test("is kept while they come and go, one by one and many at once", async () => {
    const ids = await Promise.all(["a", "b", "c"].map((name) => newUser(`${name}@contoso.example`)));
    await newGroup("Sales");
    expect(await userStore.count(scope, undefined)).toBe(3);
    expect(await groupStore.count(scope, undefined)).toBe(1);
    await userStore.remove(scope, ids[0] ?? "", { expectedVersion: 1, event: event({ action: "delete" }) });
    expect(await userStore.count(scope, undefined)).toBe(2);
    await pool.query(`DELETE FROM "User" WHERE "directoryId" = $1`, [scope.directoryId]);
    expect(await userStore.count(scope, undefined)).toBe(0);
    expect(await groupStore.count(scope, undefined)).toBe(1);
  });

  test("does not count who was refused, nor another directory's", async () => {
    await newUser("ana@contoso.example");
    await expect(newUser("ana@contoso.example")).rejects.toThrow(UniqueViolation);
    await newUser("bo@contoso.example", other);
    expect(await userStore.count(scope, undefined)).toBe(1);
  });

  test("goes with its directory", async () => {
    await newUser("ana@contoso.example");
    await pool.query(`DELETE FROM "Directory" WHERE "id" = $1`, [scope.directoryId]);
    const { rows } = await pool.query(`SELECT 1 FROM "ResourceCount" WHERE "directoryId" = $1`, [scope.directoryId]);
    expect(rows).toEqual([]);
  });
});
