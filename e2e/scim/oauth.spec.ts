/** OAuth 2.0 client credentials (RFC 6749 §4.4) and federated workloads (RFC 7523): how identity providers get access tokens, and how these end. */
import { createOAuthClient, revokeClientSecret, revokeOAuthClient } from "@/lib/console/oauth-clients";
import type { CreatedSecretDto } from "@/lib/console/oauth-clients";
import { createFederatedClient } from "@/lib/console/oauth-federation";
import { query } from "../database";
import { expect, test as base } from "../fixtures";
import { isJsonObject } from "@/lib/entra/json";
import { startOidcIssuer } from "../oidc-issuer";
import { scimClient } from "../scim-client";
import { expectScimError } from "./expect-error";

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

interface OAuthFixtures {
  client: CreatedSecretDto;
  post(
    form: Readonly<Record<string, string>>,
    init?: { headers?: Record<string, string>; path?: string },
  ): Promise<Answer>;
  /** A SCIM client with a new access token. */
  grant(client: CreatedSecretDto): Promise<ReturnType<typeof scimClient>>;
}

const test = base.extend<OAuthFixtures>({
  client: async ({ tenant }, use) => {
    await use(await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Entra" }));
  },
  post: async ({ baseURL }, use) => {
    await use(async (form, { headers = {}, path = "/oauth/token" } = {}) => {
      const body = new URLSearchParams(form);
      const answer = await fetch(`${baseURL}${path}`, { method: "POST", headers, body, redirect: "manual" });
      const parsed: unknown = await answer.json();
      return { status: answer.status, headers: answer.headers, body: isJsonObject(parsed) ? parsed : {} };
    });
  },
  grant: async ({ post, tenant }, use) => {
    await use(async ({ identifier, secret }) => {
      const form = { grant_type: "client_credentials", client_id: identifier, client_secret: secret };
      const { status, body } = await post(form);
      expect(status).toBe(200);
      return scimClient(tenant.scim.baseUrl, String(body.access_token));
    });
  },
});

test("an access token opens the directory of its client, and its requests are that client's in the log", async ({
  tenant,
  client,
  grant,
}) => {
  const answer = await (await grant(client)).post("/Users", { userName: "ana" });
  expect(answer.status).toBe(201);
  const rows = await query(
    `SELECT "credentialId" FROM "ProvisioningEvent" WHERE "directoryId" = $1 AND "action" = 'create'`,
    [tenant.directory.id],
  );
  expect(rows).toEqual([{ credentialId: client.clientId }]);
});

for (const [what, revoke] of [
  ["secret", revokeClientSecret],
  ["client", revokeOAuthClient],
] as const) {
  test(`revoking a ${what} ends its access tokens at once, in the server too`, async ({ tenant, client, grant }) => {
    const scim = await grant(client);
    expect((await scim.get("/Users")).status).toBe(200);
    await revoke(tenant.scope, client);
    await expect.poll(async () => (await scim.get("/Users")).status, { intervals: [20] }).toBe(401);
    const answer = await scim.get("/Users");
    expect(expectScimError(answer, 401)).toMatch(/revoked/);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer\b.*error="invalid_token"/);
  });
}

test("an access token ends at its hour, and says where to get the next one", async ({ tenant, client, post }) => {
  // The clock cannot be moved in a running server, so the client's tokens are made to live no time at all.
  await query(`UPDATE "OAuthClient" SET "accessTokenSeconds" = 0 WHERE "id" = $1`, [client.clientId]);
  const form = { grant_type: "client_credentials", client_id: client.identifier, client_secret: client.secret };
  const expired = async () => {
    const scim = scimClient(tenant.scim.baseUrl, String((await post(form)).body.access_token));
    return scim.get("/Users");
  };
  await expect.poll(async () => (await expired()).status, { intervals: [20] }).toBe(401);
  expect(expectScimError(await expired(), 401)).toMatch(/expired.*POST \/oauth\/token/);
});

test("a federated workload gets an access token for a token of its own issuer, once (RFC 7523)", async ({
  tenant,
  post,
}) => {
  const { issuer, subject, audience, token, close } = await startOidcIssuer();
  const directoryId = tenant.directory.id;
  const { identifier } = await createFederatedClient(tenant.scope, { directoryId, issuer, subject, audience });
  const form = {
    grant_type: "client_credentials",
    client_id: identifier,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await token(),
  };
  const { status, body } = await post(form);
  expect(status).toBe(200);
  expect((await scimClient(tenant.scim.baseUrl, String(body.access_token)).get("/Users")).status).toBe(200);
  expect(await post(form)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  await close();
});

test("a refusal is an OAuth error with a challenge, not to be stored, and stands in the directory's log", async ({
  tenant,
  client,
  post,
}) => {
  const form = { grant_type: "client_credentials", client_id: client.identifier, client_secret: "wrong" };
  const { status, headers, body } = await post(form);
  expect({ status, error: body.error }).toEqual({ status: 401, error: "invalid_client" });
  expect(headers.get("www-authenticate")).toMatch(/^Basic /);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  const rows = await query(`SELECT "action", "code" FROM "ProvisioningEvent" WHERE "id" = $1 AND "directoryId" = $2`, [
    headers.get("x-request-id"),
    tenant.directory.id,
  ]);
  expect(rows).toEqual([{ action: "token", code: "MUSTER-T08" }]);
});

test("a secret in the address is not read", async ({ client, post }) => {
  const path = `/oauth/token?client_id=${client.identifier}&client_secret=${client.secret}`;
  expect((await post({ grant_type: "client_credentials" }, { path })).status).toBe(401);
});

test("a slash at the end is forgiven", async ({ client, post }) => {
  const form = { grant_type: "client_credentials", client_id: client.identifier, client_secret: client.secret };
  expect((await post(form, { path: "/oauth/token/" })).status).toBe(200);
});

for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
  test(`${method} is 405 and says what is possible`, async ({ baseURL }) => {
    const answer = await fetch(`${baseURL}/oauth/token`, { method, redirect: "manual" });
    expect({ status: answer.status, allow: answer.headers.get("allow") }).toEqual({ status: 405, allow: "POST" });
  });
}

test("a body that is no form, or too large, is an OAuth error too", async ({ baseURL }) => {
  for (const [body, type, status] of [
    ["{}", "application/json", 400],
    ["x=".padEnd(40_000, "x"), "application/x-www-form-urlencoded", 413],
  ] as const) {
    const answer = await fetch(`${baseURL}/oauth/token`, { method: "POST", body, headers: { "content-type": type } });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status,
      body: { error: "invalid_request" },
    });
  }
});
