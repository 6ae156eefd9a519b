/** Groups and who is in them (RFC 7643 §4.2). Memberships are rows of their own: changes are set-based and idempotent. */
import { expect, test } from "../fixtures";
import { select } from "@/lib/entra/conformance/select";
import { expectScimError } from "./expect-error";
import { createGroup, createUser, filterPath, groupBody, groupUrn, nobody, textAt } from "./resources";
import type { ScimClient } from "../scim-client";

async function memberIds(scim: ScimClient, groupId: string) {
  const members = select((await scim.get(`/Groups/${groupId}`)).body, "members");
  return Array.isArray(members) ? members.map((member) => select(member, "value")).sort() : [];
}

async function people(scim: ScimClient, count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, (_, index) => createUser(scim, `person-${index}`)));
  return ids.sort();
}

test("a member has value, type and $ref, and the person lists the group", async ({ scim }) => {
  const ana = await createUser(scim, "ana");
  const sales = await createGroup(scim, "Sales", [ana]);
  const group = await scim.get(`/Groups/${sales}`);
  expect(select(group.body, "members[0]")).toMatchObject({
    value: ana,
    type: "User",
    $ref: `${scim.baseUrl}/Users/${ana}`,
  });
  const user = await scim.get(`/Users/${ana}`);
  expect(select(user.body, "groups")).toEqual([
    { value: sales, display: "Sales", type: "direct", $ref: `${scim.baseUrl}/Groups/${sales}` },
  ]);
});

test("PATCH of members adds, removes one, replaces all, and removes all", async ({ scim }) => {
  const [a, b, c] = await people(scim, 3);
  const sales = await createGroup(scim, "Sales");
  const change = (op: string, path: string, ids?: (string | undefined)[]) =>
    scim.patch(`/Groups/${sales}`, [{ op, path, ...(ids && { value: ids.map((value) => ({ value: value ?? "" })) }) }]);
  await change("add", "members", [a, b]);
  expect(await memberIds(scim, sales)).toEqual([a, b]);
  await change("remove", `members[value eq "${a}"]`);
  expect(await memberIds(scim, sales)).toEqual([b]);
  await change("replace", "members", [a, c]);
  expect(await memberIds(scim, sales)).toEqual([a, c].sort());
  await change("remove", "members");
  expect(await memberIds(scim, sales)).toEqual([]);
});

test("a thousand members arrive in one PATCH and leave in another", async ({ makeTenant }) => {
  const { scim } = await makeTenant({ requestsPerSecond: 0 });
  const ids = await people(scim, 1000);
  const sales = await createGroup(scim, "Everyone");
  const value = ids.map((id) => ({ value: id }));
  expect((await scim.patch(`/Groups/${sales}`, [{ op: "Add", path: "members", value }])).status).toBe(204);
  expect(await memberIds(scim, sales)).toEqual(ids);
  expect((await scim.patch(`/Groups/${sales}`, [{ op: "Remove", path: "members", value }])).status).toBe(204);
  expect(await memberIds(scim, sales)).toEqual([]);
});

test("PATCH is all or nothing for members too", async ({ scim }) => {
  const [a, b] = await people(scim, 2);
  const sales = await createGroup(scim, "Sales", [a ?? ""]);
  const before = (await scim.get(`/Groups/${sales}`)).body;
  const answer = await scim.patch(`/Groups/${sales}`, [
    { op: "add", path: "members", value: [{ value: b ?? "" }] },
    { op: "replace", path: "displayName", value: "Changed" },
    { op: "replace", path: "id", value: "x" },
  ]);
  expectScimError(answer, 400, "mutability");
  expect((await scim.get(`/Groups/${sales}`)).body).toEqual(before);
});

test("concurrent PATCHes of one group's members lose nobody", async ({ scim }) => {
  const ids = await people(scim, 30);
  const sales = await createGroup(scim, "Sales");
  const answers = await Promise.all(
    ids.map((value) => scim.patch(`/Groups/${sales}`, [{ op: "add", path: "members", value: [{ value }] }])),
  );
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 204));
  expect(await memberIds(scim, sales)).toEqual(ids);
});

test("a member that does not exist is refused by name, and nothing is changed", async ({ scim }) => {
  const ana = await createUser(scim, "ana");
  const sales = await createGroup(scim, "Sales");
  for (const id of [nobody, "not-an-id"]) {
    const answer = await scim.patch(`/Groups/${sales}`, [
      { op: "add", path: "members", value: [{ value: ana }, { value: id }] },
    ]);
    expect(expectScimError(answer, 400, "invalidValue")).toContain(id);
    expect(await memberIds(scim, sales)).toEqual([]);
  }
});

test("PUT with members replaces them, PUT without members unassigns them", async ({ scim }) => {
  const [a = "", b = ""] = await people(scim, 2);
  const sales = await createGroup(scim, "Sales", [a]);
  await scim.put(`/Groups/${sales}`, groupBody("Sales", [b]));
  expect(await memberIds(scim, sales)).toEqual([b]);
  await scim.put(`/Groups/${sales}`, groupBody("Sales"));
  expect(await memberIds(scim, sales)).toEqual([]);
});

test("groups may hold groups", async ({ scim }) => {
  const inner = await createGroup(scim, "Nordic Sales");
  const outer = await createGroup(scim, "Sales", [inner]);
  const answer = await scim.get(`/Groups/${outer}`);
  expect(select(answer.body, "members[0]")).toMatchObject({ value: inner, type: "Group" });
});

test("deleting a person or a group takes it out of the groups it was in", async ({ scim }) => {
  const [a = "", b = ""] = await people(scim, 2);
  const inner = await createGroup(scim, "Nordic Sales");
  const outer = await createGroup(scim, "Sales", [a, b, inner]);
  await scim.delete(`/Users/${a}`);
  await scim.delete(`/Groups/${inner}`);
  expect(await memberIds(scim, outer)).toEqual([b]);
});

test("excludedAttributes=members and attributes without members leave them out", async ({ scim }) => {
  const ana = await createUser(scim, "ana");
  const sales = await createGroup(scim, "Sales", [ana]);
  for (const query of ["excludedAttributes=members", "attributes=displayName"]) {
    const one = await scim.get(`/Groups/${sales}?${query}`);
    expect(select(one.body, "displayName")).toBe("Sales");
    expect(select(one.body, "members")).toBeUndefined();
    const list = await scim.get(`/Groups?${query}`);
    expect(select(list.body, "Resources[0].members")).toBeUndefined();
  }
  expect((await scim.get(`/Groups/${sales}?attributes=members.value`)).body).toEqual({
    schemas: [groupUrn],
    id: sales,
    members: [{ value: ana }],
  });
});

test("groups are found by a member, people by a group", async ({ scim }) => {
  const [a = "", b = ""] = await people(scim, 2);
  const sales = await createGroup(scim, "Sales", [a]);
  await createGroup(scim, "Empty");
  for (const filter of [`members.value eq "${a}"`, `members[value eq "${a}"]`, `members eq "${a}"`]) {
    const list = await scim.get(filterPath("/Groups", filter));
    expect(list.body, filter).toMatchObject({ totalResults: 1, Resources: [{ id: sales }] });
  }
  const list = await scim.get(filterPath("/Users", `groups.value eq "${sales}"`));
  expect(list.body).toMatchObject({ totalResults: 1, Resources: [{ id: a }] });
  expect(select((await scim.get(filterPath("/Groups", `members.value eq "${b}"`))).body, "totalResults")).toBe(0);
});

test("a displayName belongs to one group, in any letter case", async ({ scim }) => {
  const sales = await scim.post("/Groups", groupBody("Sales"));
  expectScimError(await scim.post("/Groups", groupBody("SALES")), 409, "uniqueness");
  const other = await createGroup(scim, "Other");
  const rename = [{ op: "replace", path: "displayName", value: "sales" }];
  expectScimError(await scim.patch(`/Groups/${other}`, rename), 409, "uniqueness");
  expect((await scim.patch(`/Groups/${textAt(sales, "id")}`, rename)).status).toBe(204);
});

test("a change of members moves the group's version, and If-Match guards it", async ({ scim }) => {
  const ana = await createUser(scim, "ana");
  const created = await scim.post("/Groups", groupBody("Sales"));
  const path = `/Groups/${textAt(created, "id")}`;
  const add = [{ op: "add", path: "members", value: [{ value: ana }] }];
  expect((await scim.patch(path, add)).status).toBe(204);
  const version = textAt(await scim.get(path), "meta.version");
  expect(version).not.toBe(textAt(created, "meta.version"));
  expectScimError(await scim.patch(path, add, { headers: { "if-match": textAt(created, "meta.version") } }), 412);
  await scim.patch(path, add, { headers: { "if-match": version } });
  expect(textAt(await scim.get(path), "meta.version"), "the member was there already").toBe(version);
});
