import { beforeEach, describe, expect, test } from "vitest";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { eventQueue } from "@/lib/insight/event-queue";
import { bodyLimitBytes } from "@/lib/provisioning/limits";
import type { Json } from "@/lib/scim/json";
import { enterpriseUserUrn } from "@/lib/scim/urns";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ScimClient } from "./__fixtures__/scim-client";

let call: ScimClient;
let scope: OrganizationScope;

beforeEach(async () => {
  const tenant = await createUnattendedTenant();
  call = scimClient(tenant.token.token);
  scope = tenant.scope;
});

interface BulkBody {
  readonly schemas: readonly string[];
  readonly scimType?: string;
  readonly detail: string;
  readonly Operations: readonly {
    readonly method?: string;
    readonly bulkId?: string;
    readonly location?: string;
    readonly version?: string;
    readonly status: string;
    readonly response?: { readonly status: string; readonly scimType?: string; readonly detail: string };
  }[];
}

interface Shown {
  readonly id: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly members?: readonly { readonly value: string }[];
  readonly meta: { readonly version: string; readonly location: string };
  readonly [enterpriseUserUrn]?: { readonly manager?: { readonly value: string } };
}

const bulk = (operations: Json, more: { readonly failOnErrors?: number } = {}) =>
  call<BulkBody>("POST", "/Bulk", {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
    Operations: operations,
    ...more,
  });

const person = (bulkId: string, more: Record<string, Json> = {}) => ({
  method: "POST",
  path: "/Users",
  bulkId,
  data: { userName: bulkId, ...more },
});

const group = (bulkId: string, ...members: string[]) => ({
  method: "POST",
  path: "/Groups",
  bulkId,
  data: { displayName: bulkId, members: members.map((value) => ({ value })) },
});

const statuses = (body: BulkBody) => body.Operations.map(({ status }) => status);
const idOf = (body: BulkBody, index: number) => body.Operations[index]?.location?.split("/").at(-1) ?? "none";
const membersOf = async (id: string) =>
  (await call<Shown>("GET", `/Groups/${id}`)).body.members?.map(({ value }) => value) ?? [];

const logRows = async () => {
  await eventQueue.flush();
  return db.provisioningEvent.findMany({ where: { organizationId: scope.organizationId }, orderBy: { id: "asc" } });
};

describe("POST /Bulk (RFC 7644 §3.7)", () => {
  test("carries out POST, PUT, PATCH and DELETE, and answers each with status, location and version", async () => {
    const { body: kept } = await call<Shown>("POST", "/Users", { userName: "kept" });
    const { body: gone } = await call<Shown>("POST", "/Users", { userName: "gone" });
    const patch = { Operations: [{ op: "replace", path: "active", value: false }] };
    const { status, body } = await bulk([
      person("ana"),
      { method: "PUT", path: `/Users/${kept.id}`, data: { userName: "kept", title: "Writer" } },
      { method: "PATCH", path: `/Users/${kept.id}`, data: patch },
      { method: "DELETE", path: `/Users/${gone.id}` },
    ]);
    expect(status).toBe(200);
    expect(body.schemas).toEqual(["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]);
    const base = kept.meta.location.split("/Users")[0];
    expect(body.Operations).toEqual([
      { method: "POST", bulkId: "ana", location: `${base}/Users/${idOf(body, 0)}`, version: 'W/"1"', status: "201" },
      { method: "PUT", location: `${base}/Users/${kept.id}`, version: 'W/"2"', status: "200" },
      { method: "PATCH", location: `${base}/Users/${kept.id}`, version: 'W/"3"', status: "200" },
      { method: "DELETE", location: `${base}/Users/${gone.id}`, status: "204" },
    ]);
    expect((await call<Shown>("GET", `/Users/${kept.id}`)).body).toMatchObject({ title: "Writer", active: false });
    expect((await call("GET", `/Users/${gone.id}`)).status).toBe(404);
  });

  test("goes on after a failure, whose response is the SCIM error", async () => {
    const { status, body } = await bulk([person("ana"), person("ANA"), person("bo")]);
    expect(status).toBe(200);
    expect(statuses(body)).toEqual(["201", "409", "201"]);
    expect(body.Operations[1]).toMatchObject({
      method: "POST",
      bulkId: "ANA",
      response: { status: "409", scimType: "uniqueness" },
    });
    expect(body.Operations[1]).not.toHaveProperty("location");
  });

  test("ends after failOnErrors failures; what was not begun has no result", async () => {
    const { body } = await bulk([person("ana"), person("Ana"), person("bo"), person("ANA"), person("cy")], {
      failOnErrors: 2,
    });
    expect(statuses(body)).toEqual(["201", "409", "201", "409"]);
    expect((await call("GET", "/Users")).body.totalResults).toBe(2);
  });

  test("carries out an operation with a version only on that version", async () => {
    const { body: ana } = await call<Shown>("POST", "/Users", { userName: "ana" });
    const path = `/Users/${ana.id}`;
    const patch = (title: string, version: string) => ({
      method: "PATCH",
      path,
      version,
      data: { Operations: [{ op: "replace", path: "title", value: title }] },
    });
    const { body } = await bulk([patch("first", ana.meta.version), patch("second", ana.meta.version)]);
    expect(statuses(body)).toEqual(["200", "412"]);
    expect(body.Operations[1]?.location).toBe(ana.meta.location);
    expect((await call<Shown>("GET", path)).body).toMatchObject({ title: "first" });
  });

  test.each([
    ["a GET", { method: "GET", path: "/Users" }, "invalidSyntax", "method"],
    ["no method", { path: "/Users" }, "invalidSyntax", "method"],
    ["no object", "POST", "invalidSyntax", "operation"],
    ["a POST without bulkId", { method: "POST", path: "/Users", data: { userName: "x" } }, "invalidSyntax", "bulkId"],
    ["another endpoint", { method: "POST", path: "/Schemas", bulkId: "a", data: {} }, "invalidPath", "/Schemas"],
    ["a POST of an id", { method: "POST", path: "/Users/1", bulkId: "a", data: {} }, "invalidPath", "/Users/1"],
    ["a DELETE of a type", { method: "DELETE", path: "/Users" }, "invalidPath", "/Users"],
  ])("%s is 400 for that operation alone", async (_, operation, scimType, named) => {
    const { status, body } = await bulk([operation, person("ana")]);
    expect(status).toBe(200);
    expect(statuses(body)).toEqual(["400", "201"]);
    expect(body.Operations[0]?.response).toMatchObject({ scimType, detail: expect.stringContaining(named) });
  });

  test("a bulkId that an earlier operation has is invalidValue, and the earlier one stands", async () => {
    const twice = { ...person("other"), bulkId: "ana" };
    const { body } = await bulk([person("ana"), twice, group("g", "bulkId:ana")]);
    expect(statuses(body)).toEqual(["201", "400", "201"]);
    expect(body.Operations[1]?.response).toMatchObject({ scimType: "invalidValue" });
    expect(await membersOf(idOf(body, 2))).toEqual([idOf(body, 0)]);
  });

  test("more operations than announced are 413, and nothing is done (§3.7.4)", async () => {
    const { status, body } = await bulk(Array.from({ length: 1001 }, (_, index) => person(`user${index}`)));
    expect(status).toBe(413);
    expect(body).not.toHaveProperty("scimType");
    expect(body.detail).toContain("1000");
    expect((await call("GET", "/Users")).body.totalResults).toBe(0);
  });

  test("a larger body than announced is 413 (§3.7.4)", async () => {
    const { status, body } = await bulk([person("ana", { title: "x".repeat(bodyLimitBytes) })]);
    expect(status).toBe(413);
    expect(body).not.toHaveProperty("scimType");
    expect(body.detail).toContain(String(bodyLimitBytes));
  });

  test("both limits are announced (RFC 7643 §5)", async () => {
    const { body } = await call<Json>("GET", "/ServiceProviderConfig");
    expect(body).toMatchObject({ bulk: { supported: true, maxOperations: 1000, maxPayloadSize: bodyLimitBytes } });
  });

  test("a body that is no bulk request is 400", async () => {
    expect(await bulk({})).toMatchObject({ status: 400, body: { scimType: "invalidSyntax" } });
  });

  test("no operations are no error", async () => {
    expect(await bulk([])).toMatchObject({ status: 200, body: { Operations: [] } });
  });
});

describe("references by bulkId (RFC 7644 §3.7.1)", () => {
  test("backward, forward and in a path", async () => {
    const { body } = await bulk([
      person("ana"),
      group("team", "bulkId:ana", "bulkId:bo"),
      person("bo", { [enterpriseUserUrn]: { manager: { value: "bulkId:ana" } } }),
      {
        method: "PATCH",
        path: "/Groups/bulkId:team",
        data: { Operations: [{ op: "remove", path: 'members[value eq "bulkId:ana"]' }] },
      },
    ]);
    expect(statuses(body)).toEqual(["201", "201", "201", "204"]);
    expect(body.Operations.map(({ bulkId }) => bulkId)).toEqual(["ana", "team", "bo", undefined]);
    expect(await membersOf(idOf(body, 1))).toEqual([idOf(body, 2)]);
    const { body: bo } = await call<Shown>("GET", `/Users/${idOf(body, 2)}`);
    expect(bo[enterpriseUserUrn]?.manager?.value).toBe(idOf(body, 0));
  });

  test("an operation with a forward reference waits; the others keep their order", async () => {
    const { body: old } = await call<Shown>("POST", "/Users", { userName: "ana" });
    const { body } = await bulk([
      group("team", "bulkId:ana"),
      { method: "DELETE", path: `/Users/${old.id}` },
      person("ana"),
    ]);
    expect(statuses(body)).toEqual(["201", "204", "201"]);
    expect(await membersOf(idOf(body, 0))).toEqual([idOf(body, 2)]);
  });

  test("in a circle of three: each has its reference, and its result tells the version after it", async () => {
    const { body: ana } = await call<Shown>("POST", "/Users", { userName: "ana" });
    const { body } = await bulk([
      group("a", "bulkId:b", ana.id),
      group("b", "bulkId:c"),
      group("c", "bulkId:a"),
      group("beside", "bulkId:a"),
    ]);
    expect(statuses(body)).toEqual(["201", "201", "201", "201"]);
    const ids = [0, 1, 2].map((index) => idOf(body, index));
    expect((await membersOf(ids[0] ?? "")).toSorted()).toEqual([ana.id, ids[1]].toSorted());
    expect(await membersOf(ids[1] ?? "")).toEqual([ids[2]]);
    expect(await membersOf(ids[2] ?? "")).toEqual([ids[0]]);
    for (const [index, id] of ids.entries()) {
      const { body: shown } = await call<Shown>("GET", `/Groups/${id}`);
      expect(body.Operations[index]?.version).toBe(shown.meta.version);
    }
  });

  test("to itself: a person who is their own manager", async () => {
    const { body } = await bulk([
      person("ana", { [enterpriseUserUrn]: { department: "Board", manager: { value: "bulkId:ana" } } }),
    ]);
    expect(statuses(body)).toEqual(["201"]);
    const { body: ana } = await call<Shown>("GET", `/Users/${idOf(body, 0)}`);
    expect(ana[enterpriseUserUrn]).toMatchObject({ department: "Board", manager: { value: ana.id } });
  });

  test("to nothing is invalidValue and names it", async () => {
    const { body } = await bulk([group("team", "bulkId:nobody"), person("ana")]);
    expect(statuses(body)).toEqual(["400", "201"]);
    expect(body.Operations[0]?.response).toMatchObject({
      scimType: "invalidValue",
      detail: expect.stringContaining("bulkId:nobody"),
    });
  });

  test("to an operation that failed is 409, and the operation is not carried out", async () => {
    const { body } = await bulk([person("ana", { userName: null }), group("team", "bulkId:ana")]);
    expect(statuses(body)).toEqual(["400", "409"]);
    expect((await call("GET", "/Groups")).body.totalResults).toBe(0);
  });

  test("in a circle whose other half fails: 409, and nothing of it stays", async () => {
    await call("POST", "/Groups", { displayName: "b" });
    const { body } = await bulk([group("a", "bulkId:b"), group("b", "bulkId:a")]);
    expect(statuses(body)).toEqual(["409", "409"]);
    const { body: list } = await call("GET", "/Groups");
    expect(list.Resources.map(({ displayName }) => displayName)).toEqual(["b"]);
  });

  test("a chain of references in the worst order is carried out from its end", async () => {
    const chain = Array.from({ length: 250 }, (_, index) =>
      group(`g${index}`, ...(index < 249 ? [`bulkId:g${index + 1}`] : [])),
    );
    const { body } = await bulk(chain);
    expect(new Set(statuses(body))).toEqual(new Set(["201"]));
    expect(await membersOf(idOf(body, 0))).toEqual([idOf(body, 1)]);
  });
});

describe("the log of a bulk request", () => {
  test("has a row for each operation, under its own request id, and one for the whole", async () => {
    const { body } = await bulk([
      person("ana", { password: "secret of ana" }),
      person("Ana"),
      group("g", "bulkId:ana"),
    ]);
    const rows = await logRows();
    expect(
      rows.map(({ method, path, action, status, httpStatus }) => [method, path, action, status, httpStatus]),
    ).toEqual([
      ["POST", "/scim/v2/Bulk", "other", "warning", 200],
      ["POST", "/scim/v2/Users", "create", "success", 201],
      ["POST", "/scim/v2/Users", "create", "failure", 409],
      ["POST", "/scim/v2/Groups", "create", "success", 201],
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
    expect(rows[0]?.detail).toBe("3 of 3 operations carried out, 1 of them refused.");
    expect(rows[1]).toMatchObject({ resourceId: idOf(body, 0), userName: "ana" });
    expect(body.Operations[1]?.response?.detail).toContain(`[req ${rows[2]?.id}]`);
    expect(JSON.stringify(rows)).not.toContain("secret of ana");
    expect(JSON.stringify(rows[3]?.steps)).toContain(rows[0]?.id);
  });

  test("a change that changes nothing is logged as skipped", async () => {
    const { body: ana } = await call<Shown>("POST", "/Users", { userName: "ana" });
    const data = { Operations: [{ op: "replace", path: "active", value: true }] };
    const { body } = await bulk([{ method: "PATCH", path: `/Users/${ana.id}`, data }]);
    expect(body.Operations[0]).toMatchObject({ status: "200", version: ana.meta.version });
    expect((await logRows()).map(({ status }) => status)).toEqual(["success", "success", "skipped"]);
  });
});
