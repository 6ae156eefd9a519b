/** Every path and method answers in SCIM, also those that do not exist (RFC 7644 §3.2, §3.12). */
import { request as httpRequest } from "node:http";
import { expect, test } from "../fixtures";
import { select } from "@/lib/entra/conformance/select";
import { expectScimError } from "./expect-error";
import { createGroup, createUser, enterpriseUrn, groupUrn, listUrn, nobody, userUrn } from "./resources";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

for (const [path, allowed] of [
  ["/Users", ["GET", "POST"]],
  [`/Users/${nobody}`, ["GET", "PUT", "PATCH", "DELETE"]],
  ["/Users/.search", ["POST"]],
  ["/Groups", ["GET", "POST"]],
  [`/Groups/${nobody}`, ["GET", "PUT", "PATCH", "DELETE"]],
  ["/Schemas", ["GET"]],
  [`/Schemas/${userUrn}`, ["GET"]],
  ["/ResourceTypes", ["GET"]],
  ["/ResourceTypes/User", ["GET"]],
  ["/ServiceProviderConfig", ["GET"]],
  ["/Bulk", ["POST"]],
  ["/.search", ["POST"]],
] as const) {
  for (const method of methods.filter((candidate) => !allowed.some((one) => one === candidate))) {
    test(`${method} ${path} is 405 and Allow names what is possible`, async ({ scim }) => {
      const answer = await scim.request(method, path, method === "GET" ? {} : { body: {} });
      expectScimError(answer, 405);
      const allow = (answer.headers.get("allow") ?? "").split(/\s*,\s*/);
      expect(allow).toEqual(expect.arrayContaining([...allowed]));
      expect(allow).not.toContain(method);
    });
  }
}

for (const prefix of ["http://another.example", "/", "//"]) {
  test(`a request line that begins with ${prefix} is served, not redirected (RFC 9112 §3.2.2)`, async ({ scim }) => {
    const { origin, host, pathname } = new URL(scim.baseUrl);
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(origin, {
        path: `${prefix}${pathname}/Users?count=1`,
        headers: { host, authorization: `Bearer ${scim.token}` },
      });
      request.on("error", reject).on("response", ({ statusCode }) => resolve(statusCode));
      request.end();
    });
    expect(status).toBe(200);
  });
}

for (const path of ["", "/", "/Nope", "/users", `/Users/${nobody}/members`, "/Users/a/b/c", "/%00"]) {
  for (const method of ["GET", "POST"] as const) {
    test(`${method} "${path}" is a SCIM 404`, async ({ scim }) => {
      expectScimError(await scim.request(method, path, method === "POST" ? { body: {} } : {}), 404);
    });
  }
}

for (const [endpoint, create] of [
  ["/Users", createUser],
  ["/Groups", createGroup],
] as const) {
  test(`${endpoint}: an id that is no UUID, and one that nobody has, are both 404`, async ({ scim }) => {
    const resource = { schemas: [userUrn], userName: "x", displayName: "x" };
    for (const id of ["5171a35d82074e068ce2", nobody, "…", "a'b", "%27", "1;drop"]) {
      const path = `${endpoint}/${encodeURIComponent(id)}`;
      expectScimError(await scim.get(path), 404);
      expectScimError(await scim.put(path, resource), 404);
      expectScimError(await scim.patch(path, [{ op: "replace", path: "displayName", value: "x" }]), 404);
      expectScimError(await scim.delete(path), 404);
    }
  });

  test(`${endpoint}: a trailing slash, a double slash and an unknown query are tolerated`, async ({ scim }) => {
    const id = await create(scim, "Ana");
    for (const path of [
      `${endpoint}/${id}/`,
      `/${endpoint}/${id}`,
      `${endpoint}/${id}?aadOptscim062020`,
      `${endpoint}/${id}?`,
    ]) {
      const answer = await scim.get(path);
      expect(answer.status, path).toBe(200);
      expect(select(answer.body, "id"), path).toBe(id);
    }
  });

  test(`${endpoint}: DELETE answers 204 with nothing, then the resource is gone`, async ({ scim }) => {
    const id = await create(scim, "Ana");
    const answer = await scim.delete(`${endpoint}/${id}`);
    expect(answer.status).toBe(204);
    expect(answer.text).toBe("");
    expectScimError(await scim.get(`${endpoint}/${id}`), 404);
    expectScimError(await scim.delete(`${endpoint}/${id}`), 404);
    expect(select((await scim.get(endpoint)).body, "totalResults")).toBe(0);
  });
}

test("a client's own Accept header never turns an answer into something else", async ({ scim }) => {
  for (const accept of ["*/*", "application/json", "text/html", null]) {
    const answer = await scim.get("/Users", { headers: { accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json(;|$)/);
  }
});

test("answers are not to be cached and carry the request id that the log knows", async ({ scim }) => {
  const answer = await scim.get("/Users");
  expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test.describe("discovery", () => {
  test("ServiceProviderConfig says what is there and nothing more", async ({ scim }) => {
    const { body, status } = await scim.get("/ServiceProviderConfig");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      patch: { supported: true },
      filter: { supported: true },
      etag: { supported: true },
      sort: { supported: true },
      bulk: { supported: true, maxOperations: 1_000, maxPayloadSize: 4 * 1024 * 1024 },
      pagination: { cursor: true, index: true, defaultPaginationMethod: "index" },
      changePassword: { supported: false },
      meta: { resourceType: "ServiceProviderConfig", location: `${scim.baseUrl}/ServiceProviderConfig` },
    });
    expect(select(body, "authenticationSchemes[0].type")).toBe("oauthbearertoken");
  });

  test("ResourceTypes lists User with its extensions, and Group, and gives each by name", async ({ scim }) => {
    const { body } = await scim.get("/ResourceTypes");
    expect(body).toMatchObject({ schemas: [listUrn], totalResults: 2 });
    const user = await scim.get("/ResourceTypes/User");
    expect(user.body).toMatchObject({ id: "User", endpoint: "/Users", schema: userUrn });
    expect(select(user.body, "schemaExtensions")).toContainEqual({ schema: enterpriseUrn, required: false });
    expect((await scim.get("/ResourceTypes/Group")).body).toMatchObject({ endpoint: "/Groups", schema: groupUrn });
  });

  test("Schemas lists every schema without a null, and gives each by its URN", async ({ scim }) => {
    const list = await scim.get("/Schemas");
    expect(list.body).toMatchObject({ schemas: [listUrn] });
    expect(list.text).not.toContain("null");
    for (const urn of [userUrn, groupUrn, enterpriseUrn]) {
      const schema = await scim.get(`/Schemas/${urn}`);
      expect(schema.body).toMatchObject({
        id: urn,
        meta: { resourceType: "Schema", location: `${scim.baseUrl}/Schemas/${urn}` },
      });
      expect(select(list.body, `Resources[id eq "${urn}"].attributes`)).toEqual(select(schema.body, "attributes"));
    }
    expect(select((await scim.get(`/Schemas/${userUrn}`)).body, `attributes[name eq "userName"]`)).toMatchObject({
      type: "string",
      required: true,
      caseExact: false,
      uniqueness: "server",
      mutability: "readWrite",
      returned: "default",
      multiValued: false,
    });
  });

  test("a schema or resource type that is not there is 404", async ({ scim }) => {
    expectScimError(await scim.get("/Schemas/urn:nope"), 404);
    expectScimError(await scim.get("/ResourceTypes/Nope"), 404);
  });

  for (const path of ["/Schemas", "/ResourceTypes", "/ServiceProviderConfig"]) {
    test(`a filter on ${path} is forbidden (RFC 7644 §4)`, async ({ scim }) => {
      expectScimError(await scim.get(`${path}?filter=id%20eq%20%22x%22`), 403);
    });
  }
});
