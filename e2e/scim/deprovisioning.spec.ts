/** What an identity provider sees of the bin and the deprovision brake: nothing. */
import { listDeletedUsers, restoreDeletedUser } from "@/lib/console/deleted-users";
import { brakeOf, setBrake } from "@/lib/console/deprovision-brake";
import { decideHeld, listHeldUsers } from "@/lib/console/held-users";
import { expect, test, type Tenant } from "../fixtures";
import { expectScimError } from "./expect-error";
import { createGroup, createUser, filterPath, textAt } from "./resources";

const scopeOf = ({ scope, directory }: Tenant) => ({ ...scope, directoryId: directory.id });
const disable = { op: "Replace", path: "active", value: "False" };
const held = async (tenant: Tenant) => (await listHeldUsers(scopeOf(tenant))).rows.map(({ id }) => id);

/** The people made afterwards give the server the moment it takes to hear of it. */
async function brake(tenant: Tenant, least: number): Promise<void> {
  const { id: directoryId } = tenant.directory;
  await setBrake(tenant.scope, { directoryId, kind: "on", least, percent: 0, hours: 24 });
}

test("a deleted person is 404, their userName is free, and restored they are who they were", async ({ tenant }) => {
  const { scim, directory } = tenant;
  const id = await createUser(scim, "ana");
  const group = await createGroup(scim, "Sales", [id]);
  const before = await scim.get(`/Users/${id}`);
  expect((await scim.delete(`/Users/${id}`)).status).toBe(204);
  expectScimError(await scim.get(`/Users/${id}`), 404);
  expectScimError(await scim.delete(`/Users/${id}`), 404);
  const found = await scim.get(filterPath("/Users", 'userName eq "ana@contoso.com"'));
  expect(found.body).toMatchObject({ totalResults: 0 });

  const again = await createUser(scim, "ana");
  expect(again).not.toBe(id);
  expect((await scim.delete(`/Users/${again}`)).status).toBe(204);
  expect((await listDeletedUsers(scopeOf(tenant))).rows.map((row) => row.id)).toEqual([again, id]);

  await restoreDeletedUser(tenant.scope, { directoryId: directory.id, userId: id });
  const after = await scim.get(`/Users/${id}`);
  expect(textAt(after, "meta.created")).toBe(textAt(before, "meta.created"));
  expect([textAt(before, "meta.version"), textAt(after, "meta.version")]).toEqual(['W/"1"', 'W/"2"']);
  expect(after.body).toMatchObject({ id, groups: [{ value: group }] });
});

test("what is held is answered as it always is, and undone or carried out without the client's doing", async ({
  tenant,
}) => {
  const { scim } = tenant;
  await brake(tenant, 2);
  const ids: string[] = [];
  for (const name of ["ana", "bo", "chen", "dana", "eli"]) ids.push(await createUser(scim, name));
  const [ana = "", bo = "", chen = "", dana = "", eli = ""] = ids;

  const answers = [];
  for (const id of [ana, bo, chen, dana]) answers.push(await scim.patch(`/Users/${id}`, [disable]));
  const shapes = answers.map(({ status, headers, text }) => ({
    status,
    headers: [...headers.keys()].toSorted(),
    text: text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\b(ana|bo|chen|dana)\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "_"),
  }));
  for (const shape of shapes) expect(shape).toEqual(shapes[0]);
  expect(await held(tenant)).toEqual([chen, dana]);
  expect((await scim.get(`/Users/${chen}`)).body).toMatchObject({ active: false });

  const gone = await scim.delete(`/Users/${eli}`);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  expectScimError(await scim.get(`/Users/${eli}`), 404);
  expect(await held(tenant)).toEqual([chen, dana, eli]);

  const enabled = await scim.patch(`/Users/${chen}`, [{ op: "Replace", path: "active", value: "True" }]);
  expect(enabled.status).toBe(200);
  expect(await held(tenant)).toEqual([dana, eli]);

  await decideHeld(tenant.scope, { directoryId: tenant.directory.id, userIds: "all", decision: "keep" });
  for (const id of [dana, eli]) expect((await scim.get(`/Users/${id}`)).body).toMatchObject({ id, active: true });
});

test("the brake trips at exactly one more than allowed, however many requests come at once", async ({ tenant }) => {
  const { scim } = tenant;
  await brake(tenant, 10);
  const ids = await Promise.all(Array.from({ length: 25 }, (_, index) => createUser(scim, `user${index}`)));
  const answers = await Promise.all(
    ids.map((id, index) => (index % 2 === 0 ? scim.delete(`/Users/${id}`) : scim.patch(`/Users/${id}`, [disable]))),
  );
  expect(answers.every(({ status }) => status === 200 || status === 204)).toBe(true);
  expect(await held(tenant)).toHaveLength(15);
  expect(await brakeOf(scopeOf(tenant))).toMatchObject({ held: 15, tripped: { allowed: 10 } });
});

test("operations of a bulk request are held one by one", async ({ tenant }) => {
  const { scim } = tenant;
  await brake(tenant, 1);
  const ids = [await createUser(scim, "ana"), await createUser(scim, "bo"), await createUser(scim, "chen")];
  const bulk = await scim.post("/Bulk", {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
    Operations: ids.map((id) => ({ method: "DELETE", path: `/Users/${id}` })),
  });
  expect(bulk.body).toMatchObject({ Operations: [{ status: "204" }, { status: "204" }, { status: "204" }] });
  expect(await held(tenant)).toEqual(ids.slice(1));
});
