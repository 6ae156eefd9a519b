import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import type { BrakeTerms } from "@/lib/applications/deprovision-brake";
import { brakeOf, setBrake } from "@/lib/console/deprovision-brake";
import { listDeletedUsers } from "@/lib/console/deleted-users";
import { listHeldUsers } from "@/lib/console/held-users";
import { findEvent } from "@/lib/console/logs";
import type { DirectoryScope } from "@/lib/auth/scope";
import { pool } from "@/lib/db/pool";
import type { JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ListBody, ScimClient } from "./__fixtures__/scim-client";

let tenant: UnattendedTenant;
let scope: DirectoryScope;
let call: ScimClient;

beforeEach(async () => {
  tenant = await createUnattendedTenant();
  scope = { ...tenant.scope, directoryId: tenant.directory.id };
  call = scimClient(tenant.token.token);
});

interface Body extends ListBody {
  readonly id: string;
  readonly active: boolean;
}

const create = async (userName: string, more: JsonObject = {}) => {
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
  const answer = await call<Body>("POST", "/Users", { schemas, userName, active: true, ...more });
  expect(answer.status).toBe(201);
  return answer.body.id;
};
const createMany = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => create(`user${index}`)));
const replaceActive = (value: boolean) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: [{ op: "Replace", path: "active", value }],
});
const disable = (id: string) => call<Body>("PATCH", `/Users/${id}`, replaceActive(false));
const enable = (id: string) => call<Body>("PATCH", `/Users/${id}`, replaceActive(true));
const remove = (id: string) => call("DELETE", `/Users/${id}`);

async function brake(terms: Partial<BrakeTerms> = {}) {
  const directoryId = scope.directoryId;
  await setBrake(scope, { directoryId, kind: "on", least: 2, percent: 0, hours: 24, ...terms });
}

const heldIds = async () => (await listHeldUsers(scope)).rows.map(({ id }) => id);
const requestIdOf = ({ headers }: { headers: Readonly<Record<string, string>> }) => headers["X-Request-Id"] ?? "";

describe("a deleted person", () => {
  test("is gone for SCIM (RFC 7644 §3.6) and kept in the bin", async () => {
    const id = await create("ana@contoso.example", { displayName: "Ana" });
    const deleted = await remove(id);
    expect(deleted.status).toBe(204);
    expect((await call("GET", `/Users/${id}`)).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
    expect((await listDeletedUsers(scope)).rows).toMatchObject([
      { id, userName: "ana@contoso.example", displayName: "Ana", eventId: requestIdOf(deleted), daysLeft: 30 },
    ]);
  });

  test("leaves their userName to a new person, who gets an id of their own", async () => {
    const id = await create("ana@contoso.example");
    await remove(id);
    const again = await create("ANA@contoso.example");
    expect(again).not.toBe(id);
    expect((await listDeletedUsers(scope)).rows).toMatchObject([{ id, takenBy: { id: again } }]);
  });

  test("that a bulk request made and took back is not kept", async () => {
    const bulk = await call<{ Operations: { status: string }[] }>("POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [
        {
          method: "POST",
          path: "/Users",
          bulkId: "a",
          data: {
            schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
            userName: "ana",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: "bulkId:b" } },
          },
        },
        {
          method: "POST",
          path: "/Users",
          bulkId: "b",
          data: {
            schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: "bulkId:a" } },
          },
        },
      ],
    });
    expect(bulk.body.Operations.map(({ status }) => status)).toEqual(["409", "400"]);
    expect((await listDeletedUsers(scope)).rows).toEqual([]);
  });
});

describe("the deprovision brake", () => {
  test("holds the disable and the delete that are one too many, and all that follow", async () => {
    await brake({ least: 2 });
    const ids = await createMany(5);
    for (const id of ids.slice(0, 2)) await disable(id);
    expect((await brakeOf(scope)).tripped).toBeUndefined();
    const third = await disable(ids[2] ?? "");
    await remove(ids[3] ?? "");
    expect(await heldIds()).toEqual(ids.slice(2, 4));
    expect(await brakeOf(scope)).toMatchObject({ held: 2, tripped: { allowed: 2, eventId: requestIdOf(third) } });
  });

  test("answers as always: byte by byte but for the request's own id, time and version", async () => {
    await brake({ least: 1 });
    const ids = await createMany(4);
    const neutral = ({ status, headers, body }: Awaited<ReturnType<typeof disable>>) => {
      const text = JSON.stringify({ status, headers, body });
      return ids
        .reduce((all, id) => all.replaceAll(id, "ID"), text)
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|user\d|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "X");
    };
    const [free, held] = [await disable(ids[0] ?? ""), await disable(ids[1] ?? "")];
    expect(neutral(held)).toBe(neutral(free));
    expect(await heldIds()).toEqual([ids[1]]);
    expect((await call<Body>("GET", `/Users/${ids[1]}`)).body.active).toBe(false);
    const gone = await remove(ids[2] ?? "");
    expect([gone.status, (await call("GET", `/Users/${ids[2]}`)).status]).toEqual([204, 404]);
  });

  test("tells in the log that it holds, and by which code", async () => {
    await brake({ least: 1 });
    const [first, second, third] = await createMany(3);
    const free = await findEvent(scope, requestIdOf(await disable(first ?? "")));
    expect(free).toMatchObject({ action: "disable", status: "success", code: null });
    for (const answer of [await disable(second ?? ""), await remove(third ?? "")]) {
      const held = await findEvent(scope, requestIdOf(answer));
      expect(held).toMatchObject({ status: "warning", code: "MUSTER-B01" });
      expect(held?.steps.at(-1)?.detail).toMatch(/^Held by the deprovision brake/);
    }
  });

  test("trips at exactly one more than allowed, however many ask at once over two connections' batches and the pool", async () => {
    await brake({ least: 30 });
    const ids = await createMany(60);
    const answers = await Promise.all(
      ids.map((id, index) => (index % 3 === 0 ? remove(id) : index % 3 === 1 ? disable(id) : put(id))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 204]));
    expect(await heldIds()).toHaveLength(30);
    const { rows } = await pool.query(
      `SELECT max("number")::int AS "last", count(*)::int AS "rows" FROM "Deprovision"
      WHERE "directoryId" = $1`,
      [scope.directoryId],
    );
    expect(rows).toEqual([{ last: 31, rows: 31 }]);
  });

  test("counts what bulk requests and PUT disable", async () => {
    await brake({ least: 1 });
    const [a, b, c] = await createMany(3);
    await put(a ?? "");
    await call("POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [
        { method: "PATCH", path: `/Users/${b}`, data: replaceActive(false) },
        { method: "DELETE", path: `/Users/${c}` },
      ],
    });
    expect(await heldIds()).toEqual([b, c]);
  });

  test("does not count who was inactive already, nor what changes nothing, nor what is refused", async () => {
    await brake({ least: 1 });
    const [a, b, c] = await createMany(3);
    await disable(a ?? "");
    await disable(a ?? "");
    await remove(a ?? "");
    await remove(uuidv7());
    await call("PATCH", `/Users/${b}`, replaceActive(false), { "if-match": 'W/"99"' });
    expect((await brakeOf(scope)).recent).toBe(1);
    expect(await heldIds()).toEqual([]);
    await disable(c ?? "");
    expect(await heldIds()).toEqual([c]);
  });

  test("does not count what is longer ago than its hours", async () => {
    await brake({ least: 2, hours: 3 });
    const ids = await createMany(4);
    for (const id of ids.slice(0, 2)) await disable(id);
    await pool.query(
      `UPDATE "Deprovision" SET "at" = "at" - interval '3 hours' WHERE "directoryId" = $1 AND "number" = 1`,
      [scope.directoryId],
    );
    await disable(ids[2] ?? "");
    expect(await heldIds()).toEqual([]);
    await disable(ids[3] ?? "");
    expect(await heldIds()).toEqual([ids[3]]);
  });

  test("allows a share of the people where that is more", async () => {
    await brake({ least: 1, percent: 40 });
    const ids = await createMany(10);
    for (const id of ids.slice(0, 5)) await disable(id);
    expect(await heldIds()).toEqual([ids[4]]);
  });

  test("turned off holds nobody", async () => {
    await setBrake(scope, { directoryId: scope.directoryId, kind: "off" });
    for (const id of await createMany(3)) await disable(id);
    expect(await brakeOf(scope)).toMatchObject({ terms: null, held: 0, recent: 0 });
  });

  test("costs nothing to whoever neither disables, enables nor deletes: its tables are not even looked at", async () => {
    await brake();
    const id = await create("ana");
    const client = await pool.connect();
    try {
      // Whoever touched one of them would now wait, and be given up.
      await client.query(`BEGIN; LOCK TABLE "DeprovisionBrake", "Deprovision", "HeldUser", "DeletedUser"
        IN ACCESS EXCLUSIVE MODE`);
      const title = { op: "replace", path: "title", value: "CEO" };
      const answers = [
        await call("PATCH", `/Users/${id}`, { ...replaceActive(true), Operations: [title] }),
        await call("PATCH", `/Users/${id}`, replaceActive(true)),
        await call("PUT", `/Users/${id}`, {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
          userName: "ana",
          active: true,
        }),
        await call("GET", `/Users/${id}`),
        await call("GET", `/Users?filter=${encodeURIComponent('userName eq "ana"')}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      await create("bo");
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });

  test("is another directory's business only there", async () => {
    await brake({ least: 1 });
    const other = await createUnattendedTenant();
    const ids = await createMany(2);
    for (const id of ids) await disable(id);
    expect(await heldIds()).toEqual([ids[1]]);
    const theirs = { ...other.scope, directoryId: other.directory.id };
    expect(await brakeOf(theirs)).toMatchObject({ held: 0, tripped: undefined });
    await expect(brakeOf({ ...other.scope, directoryId: scope.directoryId })).rejects.toThrow("errors.notFound");
  });

  const put = (id: string) =>
    call<Body>("PUT", `/Users/${id}`, {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: id,
      active: false,
    });
});

describe("somebody who is held", () => {
  test("is free as soon as the identity provider makes them active again", async () => {
    await brake({ least: 1 });
    const ids = await createMany(2);
    for (const id of ids) await disable(id);
    await enable(ids[1] ?? "");
    expect(await heldIds()).toEqual([]);
  });

  test("stays held when they are then deleted, and counts once", async () => {
    await brake({ least: 1 });
    const ids = await createMany(2);
    for (const id of ids) await disable(id);
    const gone = await remove(ids[1] ?? "");
    expect((await listHeldUsers(scope)).rows).toMatchObject([{ id: ids[1], kind: "delete" }]);
    expect(await findEvent(scope, requestIdOf(gone))).toMatchObject({ status: "warning", code: "MUSTER-B01" });
  });

  test("stays held while other attributes change", async () => {
    await brake({ least: 1 });
    const ids = await createMany(2);
    for (const id of ids) await disable(id);
    await call("PATCH", `/Users/${ids[1]}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "title", value: "CEO" }],
    });
    expect(await heldIds()).toEqual([ids[1]]);
  });

  test.each([
    ["userName", { userName: "user1" }],
    ["externalId", { userName: "another", externalId: "e1" }],
  ])("as deleted is free once a new person comes with the same %s", async (_, person) => {
    await brake({ least: 1 });
    await disable(await create("user0"));
    const id = await create("user1", { externalId: "e1" });
    await create("colleague", { externalId: "e1" });
    await remove(id);
    expect(await heldIds()).toEqual([id]);
    await create(person.userName, person);
    expect(await heldIds()).toEqual([]);
    expect((await brakeOf(scope)).held).toBe(0);
  });
});
