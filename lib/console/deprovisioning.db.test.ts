import { beforeEach, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { listAuditEvents } from "@/lib/console/audit";
import { pool } from "@/lib/db/pool";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody, ScimClient } from "@/lib/http/__fixtures__/scim-client";
import type { DecideHeldInput } from "@/lib/inputs/deprovisioning";
import type { Json, JsonObject } from "@/lib/scim/json";
import { addAdmin, createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { listDeletedUsers, restoreDeletedUser } from "./deleted-users";
import { brakeOf, releaseBrake, setBrake } from "./deprovision-brake";
import { sweepDeprovisioning } from "./deprovisioning-schedule";
import { decideHeld, listHeldUsers } from "./held-users";
import { listEvents } from "./logs";
import { countUsersOf, listUsers } from "./users";

let tenant: Tenant;
let scope: DirectoryScope;
let call: ScimClient;

beforeEach(async () => {
  tenant = await createTenant();
  scope = { ...tenant.owner.scope, directoryId: tenant.directory.id };
  call = scimClient(tenant.token.token);
});

interface Body extends ListBody {
  readonly id: string;
  readonly active: boolean;
  readonly meta: { readonly version: string };
  readonly groups?: readonly { readonly value: string }[];
  readonly members?: readonly { readonly value: string }[];
}

const userSchemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
const patch = (...Operations: Json[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});
const create = async (userName: string, more: JsonObject = {}) =>
  (await call<Body>("POST", "/Users", { schemas: userSchemas, userName, active: true, ...more })).body.id;
const createGroup = async (displayName: string, members: readonly string[]) => {
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
  const answer = await call<Body>("POST", "/Groups", {
    schemas,
    displayName,
    members: members.map((value) => ({ value })),
  });
  return answer.body.id;
};
const get = async (id: string) => (await call<Body>("GET", `/Users/${id}`)).body;
const remove = (id: string) => call("DELETE", `/Users/${id}`);
const disable = (id: string) => call("PATCH", `/Users/${id}`, patch({ op: "replace", path: "active", value: false }));

const ofBin = (userId: string) => ({ directoryId: scope.directoryId, userId });
const restore = (userId: string) => restoreDeletedUser(scope, ofBin(userId));
const timeline = async (resourceId: string) =>
  (await listEvents(scope, { resourceId, withoutReads: true })).rows.map(({ action, status, detail }) =>
    [action, status, detail].filter(Boolean).join(" "),
  );
const audited = async () =>
  (await listAuditEvents(scope, { limit: 10 })).map(({ action, actor, target }) => ({ action, actor, target }));

/** Somebody who may not, and somebody who is not here. */
const auditor = async () => ({ ...(await addAdmin(tenant.scope, "auditor")).scope, directoryId: scope.directoryId });
const stranger = async () => (await createTenant()).owner.scope;

describe("restoring a deleted person", () => {
  test("brings back the same id, attributes and memberships, and the version goes on counting", async () => {
    const id = await create("Ana@contoso.example", { title: "CEO", externalId: "e1" });
    const sales = await createGroup("Sales", [id]);
    const before = await get(id);
    await remove(id);
    expect(await restore(id)).toMatchObject({ id, userName: "Ana@contoso.example", groups: 1 });
    const after = await get(id);
    expect({ ...after, meta: undefined }).toEqual({ ...before, meta: undefined });
    expect([before.meta.version, after.meta.version]).toEqual(['W/"1"', 'W/"2"']);
    expect((await call<Body>("GET", `/Groups/${sales}`)).body).toMatchObject({
      members: [{ value: id }],
      meta: { version: 'W/"2"' },
    });
    expect((await listDeletedUsers(scope)).rows).toEqual([]);
  });

  test("lets them be found again by any filter, and counts them", async () => {
    const id = await create("ana@contoso.example", { emails: [{ type: "work", value: "Ana@Contoso.example" }] });
    await remove(id);
    expect((await call("GET", "/Users")).body.totalResults).toBe(0);
    await restore(id);
    for (const filter of [
      'userName eq "ANA@contoso.example"',
      'emails[type eq "work"].value eq "ana@contoso.example"',
      'title pr or userName co "contoso"',
    ]) {
      const found = await call("GET", `/Users?filter=${encodeURIComponent(filter)}`);
      expect(found.body.Resources.map((each) => each.id)).toEqual([id]);
    }
    expect((await call("GET", "/Users")).body.totalResults).toBe(1);
  });

  test("leaves out the groups that are gone", async () => {
    const id = await create("ana");
    const [sales, marketing] = [await createGroup("Sales", [id]), await createGroup("Marketing", [id])];
    await remove(id);
    await call("DELETE", `/Groups/${sales}`);
    expect((await restore(id)).groups).toBe(1);
    expect((await get(id)).groups?.map(({ value }) => value)).toEqual([marketing]);
  });

  test("is refused while a new person has the userName, who is named", async () => {
    const id = await create("ana@contoso.example");
    await remove(id);
    const again = await create("ANA@contoso.example", { displayName: "Ana Two" });
    await expect(restore(id)).rejects.toMatchObject({
      key: "errors.userNameTaken",
      options: { values: { userName: "ana@contoso.example", holder: "Ana Two" } },
    });
    expect((await listDeletedUsers(scope)).rows).toMatchObject([{ id, takenBy: { id: again, name: "Ana Two" } }]);
    await remove(again);
    await restore(id);
    expect((await get(id)).id).toBe(id);
  });

  test("is told in their timeline and in the audit log, with who did it", async () => {
    const id = await create("ana");
    await remove(id);
    await restore(id);
    expect(await timeline(id)).toEqual([`restore success ${tenant.owner.email}`, "delete success", "create success"]);
    expect(await audited()).toContainEqual({ action: "user.restore", actor: tenant.owner.email, target: "ana" });
  });

  test("happens once, however many ask at once", async () => {
    const id = await create("ana");
    await remove(id);
    const results = await Promise.allSettled([restore(id), restore(id), restore(id)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(restore(id)).rejects.toThrow("errors.notInBin");
  });

  test("is an auditor's not at all, and nobody's of another organization", async () => {
    const id = await create("ana");
    await remove(id);
    await expect(restoreDeletedUser(await auditor(), ofBin(id))).rejects.toThrow(ForbiddenError);
    await expect(restoreDeletedUser(await stranger(), ofBin(id))).rejects.toThrow("errors.notFound");
    const other = await createUnattendedTenant();
    const elsewhere = { directoryId: other.directory.id, userId: id };
    await expect(restoreDeletedUser(other.scope, elsewhere)).rejects.toThrow("errors.notInBin");
    expect((await listDeletedUsers(await auditor())).rows).toHaveLength(1);
  });
});

describe("the bin", () => {
  const age = (id: string, days: number) =>
    pool.query(`UPDATE "DeletedUser" SET "deletedAt" = "deletedAt" - make_interval(days => $2) WHERE "id" = $1`, [
      id,
      days,
    ]);

  test("keeps people for 30 days, and tells how many are left", async () => {
    const [old, young] = [await create("old"), await create("young")];
    for (const id of [old, young]) await remove(id);
    await age(young, 29);
    await age(old, 31);
    expect((await listDeletedUsers(scope)).rows.map(({ daysLeft }) => daysLeft)).toEqual([1, 0]);
    await Promise.all([sweepDeprovisioning(), sweepDeprovisioning()]);
    expect((await listDeletedUsers(scope)).rows.map(({ id }) => id)).toEqual([young]);
  });

  test("keeps who is held until it is decided", async () => {
    await brake();
    const ids = await people(2);
    for (const id of ids) await remove(id);
    for (const id of ids) await age(id, 40);
    await sweepDeprovisioning();
    expect((await listDeletedUsers(scope)).rows.map(({ id }) => id)).toEqual([ids[1]]);
  });

  test("finds by name and userName, and pages with the latest deleted first", async () => {
    for (const name of ["ana", "bo", "cy"])
      await remove(await create(`${name}@contoso.example`, { displayName: name }));
    const first = await listDeletedUsers(scope, { limit: 2 });
    expect(first.rows.map(({ displayName }) => displayName)).toEqual(["cy", "bo"]);
    const second = await listDeletedUsers(scope, { limit: 2, after: first.next });
    expect(second.rows.map(({ displayName }) => displayName)).toEqual(["ana"]);
    expect((await listDeletedUsers(scope, { search: "BO@" })).rows).toHaveLength(1);
    expect((await listDeletedUsers(scope, { search: "nobody" })).rows).toHaveLength(0);
    // In another case, and with accents apart from their letters.
    await remove(
      await create("jose@contoso.example", { displayName: "I\u0307brahim Jose\u0301", externalId: "E-4711" }),
    );
    for (const search of ["İbrahim José", "brahim jose\u0301", "e-4711"]) {
      expect((await listDeletedUsers(scope, { search })).rows).toHaveLength(1);
    }
  });

  test("goes with its directory", async () => {
    await remove(await create("ana"));
    await pool.query(`DELETE FROM "Directory" WHERE "id" = $1`, [scope.directoryId]);
    const { rows } = await pool.query(`SELECT 1 FROM "DeletedUser" WHERE "directoryId" = $1`, [scope.directoryId]);
    expect(rows).toEqual([]);
  });
});

const brake = (least = 1) =>
  setBrake(scope, { directoryId: scope.directoryId, kind: "on", least, percent: 0, hours: 24 });
const people = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => create(`user${index}@contoso.example`)));
const decide = (decision: "happen" | "keep", userIds: "all" | string[] = "all", release?: "rest" | "count") =>
  decideHeld(scope, { directoryId: scope.directoryId, userIds, decision, release });
const heldIds = async () => (await listHeldUsers(scope)).rows.map(({ id }) => id);

describe("deciding of who is held", () => {
  /** The first leaves freely, the others are held: disabled and deleted in turns. */
  async function held(count: number) {
    await brake();
    const ids = await people(count + 1);
    for (const [index, id] of ids.entries()) await (index % 2 === 0 ? remove(id) : disable(id));
    return ids.slice(1);
  }

  test("keep makes them active and brings them back, with the same id", async () => {
    const ids = await held(2);
    expect(await decide("keep")).toEqual({ decided: 2, taken: [] });
    for (const id of ids) expect(await get(id)).toMatchObject({ id, active: true });
    expect(await heldIds()).toEqual([]);
    const [disabled = "", deleted = ""] = ids;
    expect((await timeline(disabled))[0]).toBe(`enable success ${tenant.owner.email}`);
    expect((await timeline(deleted))[0]).toBe(`restore success ${tenant.owner.email}`);
    expect(await audited()).toContainEqual({ action: "brake.keep", actor: tenant.owner.email, target: "generic" });
  });

  test("keep makes active again who was disabled and then deleted", async () => {
    const [id = ""] = await held(1);
    await remove(id);
    await decide("keep");
    expect(await get(id)).toMatchObject({ id, active: true });
    const found = await call("GET", `/Users?filter=${encodeURIComponent("active eq true")}`);
    expect(found.body.Resources.map((each) => each.id)).toEqual([id]);
  });

  test("let it happen leaves them as the identity provider has them, and tells who said so", async () => {
    const [disabled = "", deleted = ""] = await held(2);
    await decide("happen");
    expect((await get(disabled)).active).toBe(false);
    expect((await call("GET", `/Users/${deleted}`)).status).toBe(404);
    expect(await heldIds()).toEqual([]);
    expect((await timeline(deleted))[0]).toBe(`delete success ${tenant.owner.email}`);
    expect((await listDeletedUsers(scope)).rows).toMatchObject([{ id: deleted, isHeld: false }, {}]);
  });

  test("concerns only those who are chosen", async () => {
    const [first = "", second = "", third = ""] = await held(3);
    expect(await decide("happen", [first])).toEqual({ decided: 1, taken: [] });
    expect(await heldIds()).toEqual([second, third]);
    await expect(decide("happen", [first])).rejects.toThrow("errors.notHeld");
  });

  test("concerns all of many", async () => {
    await brake();
    const ids = await people(120);
    await Promise.all(ids.map(disable));
    expect(await decide("keep")).toEqual({ decided: 119, taken: [] });
    expect(await countUsersOf(scope)).toMatchObject({ active: 119, disabled: 1 });
  });

  test("keep leaves out whose userName a person from before has by now, and says so", async () => {
    const [, deleted = ""] = await held(2);
    const bystander = (await listUsers(scope, {})).rows[0]?.id ?? "";
    const { userName = "" } = (await listDeletedUsers(scope)).rows.find(({ id }) => id === deleted) ?? {};
    await call("PATCH", `/Users/${bystander}`, patch({ op: "replace", path: "userName", value: userName }));
    expect(await decide("keep")).toEqual({ decided: 1, taken: [{ id: deleted, userName }] });
    expect(await heldIds()).toEqual([deleted]);
  });

  test("happens once, however many decide at once", async () => {
    await held(6);
    const results = await Promise.all([decide("keep"), decide("keep"), decide("happen")]);
    expect(results.reduce((sum, { decided }) => sum + decided, 0)).toBe(6);
  });

  test("is an auditor's not at all, and nobody's of another organization", async () => {
    const [first = ""] = await held(1);
    const input: DecideHeldInput = { directoryId: scope.directoryId, userIds: [first], decision: "happen" };
    await expect(decideHeld(await auditor(), input)).rejects.toThrow(ForbiddenError);
    await expect(decideHeld(await stranger(), input)).rejects.toThrow("errors.notFound");
    const other = await createUnattendedTenant();
    const elsewhere = { ...input, directoryId: other.directory.id };
    await expect(decideHeld(other.scope, elsewhere)).rejects.toThrow("errors.notHeld");
    expect((await listHeldUsers(await auditor())).rows).toHaveLength(1);
  });
});

describe("a brake that has tripped", () => {
  const trip = async (count = 2) => {
    await brake();
    const ids = await people(count + 2);
    for (const id of ids.slice(0, count)) await disable(id);
    return ids;
  };

  test("holds on after everybody was decided of, until it is released", async () => {
    const ids = await trip();
    await decide("keep");
    await disable(ids[2] ?? "");
    expect(await heldIds()).toEqual([ids[2]]);
  });

  test("once released counts anew", async () => {
    const ids = await trip();
    await releaseBrake(scope, { directoryId: scope.directoryId, release: "count" });
    expect(await brakeOf(scope)).toMatchObject({ tripped: undefined, recent: 0, released: { by: tenant.owner.email } });
    await disable(ids[2] ?? "");
    expect(await heldIds()).toEqual([ids[1]]);
    await disable(ids[3] ?? "");
    expect(await heldIds()).toEqual([ids[1], ids[3]]);
    expect(await audited()).toContainEqual({ action: "brake.release", actor: tenant.owner.email, target: "generic" });
  });

  test("released to rest holds nobody for its hours, and counts anew afterwards", async () => {
    const ids = await trip();
    await decide("happen", "all", "rest");
    for (const id of ids.slice(2)) await disable(id);
    expect(await brakeOf(scope)).toMatchObject({ tripped: undefined, held: 0, restsUntil: expect.any(Date) });
    await pool.query(
      `UPDATE "DeprovisionBrake" SET "restsUntil" = "restsUntil" - interval '24 hours' WHERE "directoryId" = $1`,
      [scope.directoryId],
    );
    const [a, b] = await Promise.all([create("late1"), create("late2")]);
    await disable(a);
    expect(await heldIds()).toEqual([]);
    await disable(b);
    expect(await heldIds()).toEqual([b]);
  });

  test("is released by turning it off; who is held stays held", async () => {
    const ids = await trip();
    await setBrake(scope, { directoryId: scope.directoryId, kind: "off" });
    await disable(ids[2] ?? "");
    expect(await heldIds()).toEqual([ids[1]]);
    expect(await brakeOf(scope)).toMatchObject({ terms: null, tripped: undefined, held: 1 });
  });

  test("is not released by an auditor, nor from another organization, nor where nothing is held", async () => {
    const input = { directoryId: scope.directoryId, release: "count" } as const;
    await expect(releaseBrake(scope, input)).rejects.toThrow("errors.brakeNotTripped");
    await trip();
    await expect(releaseBrake(await auditor(), input)).rejects.toThrow(ForbiddenError);
    await expect(releaseBrake(await stranger(), input)).rejects.toThrow("errors.notFound");
    const terms = { directoryId: scope.directoryId, kind: "off" } as const;
    await expect(setBrake(await auditor(), terms)).rejects.toThrow(ForbiddenError);
    await expect(setBrake(await stranger(), terms)).rejects.toThrow("errors.notFound");
  });

  test("is set to terms that are told in the audit log, and only when they change", async () => {
    await brake(7);
    await brake(7);
    expect((await brakeOf(scope)).terms).toEqual({ least: 7, percent: 0, hours: 24 });
    expect((await audited()).filter(({ action }) => action === "directory.brake")).toHaveLength(1);
  });
});

describe("the people of a directory", () => {
  test("who are held as disabled count as active and are listed so, for that is what they are for the application", async () => {
    await brake();
    const ids = await people(3);
    for (const id of ids.slice(0, 2)) await disable(id);
    expect(await countUsersOf(scope)).toMatchObject({ active: 2, disabled: 1, held: 1 });
    const active = await listUsers(scope, { active: true });
    expect(active.rows.map(({ id, isHeld }) => [id, isHeld])).toEqual([
      [ids[1], true],
      [ids[2], false],
    ]);
    expect((await listUsers(scope, { active: false })).rows.map(({ id }) => id)).toEqual([ids[0]]);
  });
});
