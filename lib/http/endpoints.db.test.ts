import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { ScimClient } from "./__fixtures__/scim-client";

let call: ScimClient;

beforeEach(async () => {
  call = scimClient((await createUnattendedTenant()).token.token);
});

describe("endpoints (RFC 7644 §3.2)", () => {
  test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
    "%s /Me is 501, for a token is nobody (§3.11)",
    async (method) => {
      const { status, body } = await call<JsonObject>(method, "/Me");
      expect(status).toBe(501);
      expect(body).toMatchObject({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "501" });
    },
  );

  test("HEAD answers as GET does, without the body", async () => {
    const { body } = await call<{ readonly id: string }>("POST", "/Users", { userName: "ana" });
    const got = await call("GET", `/Users/${body.id}`);
    const { "X-Request-Id": _, ...headers } = got.headers;
    const head = await call<JsonObject>("HEAD", `/Users/${body.id}`);
    expect(head).toMatchObject({ status: got.status, headers, body: {} });
  });

  test("OPTIONS says what is possible", async () => {
    const answer = await call("OPTIONS", "/Users");
    expect(answer).toMatchObject({ status: 204, headers: { Allow: "GET, POST, HEAD, OPTIONS" } });
  });

  test("parameters that nobody knows are ignored (§3.4.2)", async () => {
    expect((await call("GET", "/Users?future=1&&aadOptscim062020")).status).toBe(200);
  });

  test("whoever is gone is in no answer any more: 404, in no list, and their name is free (§3.6)", async () => {
    const { body } = await call<{ readonly id: string }>("POST", "/Users", { userName: "ana" });
    expect((await call("DELETE", `/Users/${body.id}`)).status).toBe(204);
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      expect((await call(method, `/Users/${body.id}`, { userName: "ana", Operations: [] })).status).toBe(404);
    }
    expect((await call("GET", '/Users?filter=userName%20eq%20"ana"')).body.totalResults).toBe(0);
    expect((await call("POST", "/Users", { userName: "ana" })).status).toBe(201);
  });
});
