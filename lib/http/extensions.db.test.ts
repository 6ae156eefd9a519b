import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Extension } from "@/lib/applications/settings";
import { credentialCache } from "@/lib/auth/credential-cache";
import { removeExtension, setExtension } from "@/lib/console/extensions";
import type { Json, JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ScimClient } from "./__fixtures__/scim-client";

const urn = "urn:contoso:scim:schemas:extension:hr:1.0:User";

const extension = Extension.parse({
  urn,
  name: "HR",
  description: "What HR knows",
  attributes: [
    { name: "badge", type: "string", caseExact: true, required: true },
    { name: "site", type: "string", mutability: "immutable" },
    { name: "level", type: "integer", description: "From 1" },
    { name: "remote", type: "boolean" },
    { name: "hired", type: "dateTime" },
    { name: "shift", type: "string", canonicalValues: ["day", "night"] },
    { name: "salary", type: "decimal", returned: "request" },
    { name: "cost-center", type: "string" },
    { name: "title", type: "string" },
  ],
});

let tenant: UnattendedTenant;
let call: ScimClient;

beforeEach(async () => {
  tenant = await createUnattendedTenant();
  call = scimClient(tenant.token.token);
  await define(extension);
});

const define = (given: Extension, withValues = false) =>
  setExtension(tenant.scope, { directoryId: tenant.directory.id, extension: given, withValues });

interface Answer extends JsonObject {
  readonly id: string;
  readonly schemas: readonly string[];
}

const person = (userName: string, values?: Json, more: JsonObject = {}) =>
  call<Answer>("POST", "/Users", { userName, ...more, ...(values !== undefined && { [urn]: values }) });

const found = async (filter: string) =>
  (await call("GET", `/Users?filter=${encodeURIComponent(filter)}`)).body.Resources?.map(({ userName }) => userName);

describe("a custom extension of a directory (RFC 7643 §3.3)", () => {
  test("is shown by /Schemas with every characteristic, and by /ResourceTypes", async () => {
    const { status, body } = await call<JsonObject>("GET", `/Schemas/${urn}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: urn, name: "HR", description: "What HR knows" });
    expect(body.attributes).toContainEqual({
      name: "badge",
      type: "string",
      multiValued: false,
      description: "",
      required: true,
      caseExact: true,
      mutability: "readWrite",
      returned: "default",
      uniqueness: "none",
    });
    const type = (await call<JsonObject>("GET", "/ResourceTypes/User")).body;
    expect(type.schemaExtensions).toContainEqual({ schema: urn, required: false });
  });

  test("is stored, and its URN is in schemas of those who have it", async () => {
    const values = { badge: "Ab7", level: 3, remote: true, hired: "2026-01-01T09:00:00+01:00", title: "Of HR" };
    const { status, body } = await person("ana", values, { title: "Of core" });
    expect(status).toBe(201);
    expect(body[urn]).toEqual(values);
    expect(body).toMatchObject({ title: "Of core", schemas: expect.arrayContaining([urn]) });
    expect((await person("bo")).body.schemas).not.toContain(urn);
  });

  test.each([
    ["without what it requires", { level: 1 }],
    ["with another type", { badge: "x", level: "high" }],
    ["with a value that is not canonical", { badge: "x", shift: "noon" }],
    ["with no date", { badge: "x", hired: "yesterday" }],
  ])("is refused %s: invalidValue", async (_, values) => {
    expect(await person("ana", values)).toMatchObject({ status: 400, body: { scimType: "invalidValue" } });
  });

  test("is found by filters, typed as it says", async () => {
    await person("ana", { badge: "Ab7", level: 3, remote: true, hired: "2026-01-01T09:00:00+01:00", site: "Ulm" });
    await person("bo", { badge: "x", level: 5, "cost-center": "K 1" });
    await person("cy");
    expect(await found(`${urn}:badge eq "Ab7"`)).toEqual(["ana"]);
    expect(await found(`${urn}:badge eq "ab7"`)).toEqual([]);
    expect(await found(`${urn}:site eq "ULM"`)).toEqual(["ana"]);
    expect(await found(`${urn}:level gt 3`)).toEqual(["bo"]);
    expect(await found(`${urn}:hired eq "2026-01-01T08:00:00Z"`)).toEqual(["ana"]);
    expect(await found(`${urn}:cost-center eq "k 1"`)).toEqual(["bo"]);
    expect(await found(`${urn}:remote eq true`)).toEqual(["ana"]);
    expect(await found(`not (${urn}:badge pr)`)).toEqual(["cy"]);
    expect(await call("GET", `/Users?filter=${encodeURIComponent(`${urn}:remote gt true`)}`)).toMatchObject({
      body: { scimType: "invalidFilter" },
    });
  });

  test("is changed by PATCH; what is immutable stays", async () => {
    const { body: ana } = await person("ana", { badge: "a", site: "Ulm" });
    const patch = (op: string, path: string, value?: Json) =>
      call<Answer>("PATCH", `/Users/${ana.id}`, { Operations: [{ op, path, ...(value !== undefined && { value }) }] });
    expect((await patch("replace", `${urn}:level`, 4)).body[urn]).toMatchObject({ badge: "a", level: 4 });
    expect((await patch("add", `${urn}:cost-center`, "K1")).body[urn]).toMatchObject({ "cost-center": "K1" });
    expect((await patch("replace", `${urn}:site`, "Bonn")).body).toMatchObject({ scimType: "mutability" });
    expect((await patch("remove", `${urn}:nope`)).body).toMatchObject({ scimType: "invalidPath" });
  });

  test("is shown as returned and attributes say", async () => {
    const { body: ana } = await person("ana", { badge: "a", salary: 12.5, level: 1 });
    const shown = async (query: string) => (await call<Answer>("GET", `/Users/${ana.id}?${query}`)).body[urn];
    expect(await shown("")).toEqual({ badge: "a", level: 1 });
    expect(await shown(`attributes=${urn}:salary`)).toEqual({ salary: 12.5 });
    expect(await shown(`excludedAttributes=${urn}:level`)).toEqual({ badge: "a" });
  });

  test("belongs to its directory alone", async () => {
    const other = scimClient((await createUnattendedTenant()).token.token);
    expect((await other("GET", `/Schemas/${urn}`)).status).toBe(404);
    const { body } = await other<Answer>("POST", "/Users", { userName: "ana", [urn]: { badge: "a" } });
    expect(body).not.toHaveProperty(urn);
  });
});

describe("a definition that changes", () => {
  const without = (...names: string[]) => ({
    ...extension,
    attributes: extension.attributes.filter(({ name }) => !names.includes(name)),
  });

  test("gains attributes freely, and keeps the first spelling of its URN", async () => {
    await person("ana", { badge: "a" });
    const more = {
      ...extension,
      urn: urn.toUpperCase(),
      attributes: [...extension.attributes, { name: "new", type: "string" as const }],
    };
    expect(await define(more)).toMatchObject({ kind: "done", people: 0, extension: { urn } });
    expect(await found(`${urn}:badge eq "a" and not (${urn}:new pr)`)).toEqual(["ana"]);
  });

  test("loses an attribute with its values only when that is foreseen", async () => {
    const { body: ana } = await person("ana", { badge: "a", level: 3 });
    await person("bo", { badge: "b" });
    expect(await define(without("level"))).toEqual({ kind: "holdsValues", people: 1 });
    expect(await found(`${urn}:level eq 3`)).toEqual(["ana"]);
    expect(await define(without("level"), true)).toMatchObject({ kind: "done", people: 1 });
    expect((await call<Answer>("GET", `/Users/${ana.id}`)).body[urn]).toEqual({ badge: "a" });
    expect(await define(extension)).toMatchObject({ kind: "done", people: 0 });
    expect(await found(`${urn}:level pr`)).toEqual([]);
  });

  test("goes with all its values, and leaves everything else", async () => {
    const { body: ana } = await person("ana", { badge: "a" }, { title: "Writer" });
    const { directory, scope } = tenant;
    const remove = (withValues: boolean) => removeExtension(scope, { directoryId: directory.id, urn, withValues });
    expect(await remove(false)).toEqual({ kind: "holdsValues", people: 1 });
    expect(await remove(true)).toMatchObject({ kind: "done", people: 1 });
    expect(await remove(true)).toEqual({ kind: "unknown" });
    const { body } = await call<Answer>("GET", `/Users/${ana.id}`);
    expect(body).toMatchObject({ userName: "ana", title: "Writer", meta: { version: 'W/"2"' } });
    expect(body).not.toHaveProperty(urn);
  });

  test("is for directories of applications without a schema of their own", async () => {
    const { scope, directory } = await createUnattendedTenant({ application: "8x8" });
    expect(await setExtension(scope, { directoryId: directory.id, extension, withValues: false })).toEqual({
      kind: "notExtensible",
    });
  });
});

describe("while token look-ups are cached", () => {
  beforeAll(() => credentialCache.start());
  afterAll(() => credentialCache.stop());

  test("a changed definition holds from the next requests on", async () => {
    expect((await call("GET", `/Schemas/${urn}`)).status).toBe(200);
    await removeExtension(tenant.scope, { directoryId: tenant.directory.id, urn, withValues: false });
    await expect.poll(async () => (await call("GET", `/Schemas/${urn}`)).status).toBe(404);
  });
});
