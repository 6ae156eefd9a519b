import { beforeEach, describe, expect, test } from "vitest";
import {
  addClientSecret,
  createOAuthClient,
  listOAuthClients,
  revokeClientSecret,
  revokeOAuthClient,
} from "@/lib/console/oauth-clients";
import type { CreatedSecretDto } from "@/lib/console/oauth-clients";
import { setRequestRate } from "@/lib/console/directories";
import { createToken } from "@/lib/console/tokens";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { eventQueue } from "@/lib/insight/event-queue";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import { basic, postToken } from "./__fixtures__/token-client";
import type { TokenAnswer } from "./__fixtures__/token-client";

const grant = { grant_type: "client_credentials" };

let tenant: UnattendedTenant;
let client: CreatedSecretDto;

beforeEach(async () => {
  tenant = await createUnattendedTenant();
  client = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id, name: "Entra production" });
});

const inBody = ({ identifier, secret }: CreatedSecretDto) => ({
  ...grant,
  client_id: identifier,
  client_secret: secret,
});

/** An access token, of a request that must be granted. */
async function accessToken(created = client): Promise<string> {
  const { status, body } = await postToken(inBody(created));
  expect({ status, error: body.error_description }).toEqual({ status: 200, error: undefined });
  return body.access_token ?? "";
}

const statusOf = async (token: string) => (await scimClient(token)("GET", "/Users")).status;

/** The log rows of the tenant, the oldest first. */
async function rows(of = tenant) {
  await eventQueue.flush();
  return db.provisioningEvent.findMany({ where: { directoryId: of.directory.id }, orderBy: { id: "asc" } });
}

function expectRefused(answer: TokenAnswer, status: number, error: string, code: string) {
  expect(answer).toMatchObject({ status, body: { error } });
  expect(answer.body.error_description).toContain(code);
  // RFC 6749 §5.2: ASCII without quotation marks and backslashes.
  expect(answer.body.error_description).toMatch(/^[ !#-[\]-~]+$/);
  expect(answer.headers).toMatchObject({ "Cache-Control": "no-store", "Content-Type": expect.stringMatching(/json/) });
  if (status === 401) expect(answer.headers["WWW-Authenticate"]).toMatch(/^Basic /);
}

describe("a client gets an access token (RFC 6749 §4.4)", () => {
  test("with its credentials in the body", async () => {
    const { status, headers, body } = await postToken(inBody(client));
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.stringMatching(/^mua_/), token_type: "Bearer", expires_in: 3600 });
    expect(headers).toMatchObject({ "Cache-Control": "no-store", Pragma: "no-cache" });
  });

  test("with its credentials in the Authorization header, form-encoded or not (§2.3.1)", async () => {
    const encoded = client.secret.replace(/./, (first) => `%${first.charCodeAt(0).toString(16)}`);
    for (const secret of [client.secret, encoded]) {
      expect((await postToken(grant, { headers: basic(client.identifier, secret) })).status).toBe(200);
    }
  });

  test("with what it does not need to send: a scope, an unknown parameter, its client_id beside the header", async () => {
    const form = { ...grant, client_id: client.identifier, scope: "https://muster.example/.default", future: "1" };
    expect((await postToken(form, { headers: basic(client.identifier, client.secret) })).status).toBe(200);
  });

  test("that lives as long as was chosen for the client", async () => {
    const input = { directoryId: tenant.directory.id, accessTokenHours: 6 };
    const { body } = await postToken(inBody(await createOAuthClient(tenant.scope, input)));
    expect(body.expires_in).toBe(21_600);
  });

  test("for each of several live secrets", async () => {
    const second = await addClientSecret(tenant.scope, { clientId: client.clientId });
    for (const secret of [client, second]) expect(await statusOf(await accessToken(secret))).toBe(200);
  });
});

describe("an access token", () => {
  test("opens its directory and no other", async () => {
    const other = await createUnattendedTenant();
    const mine = scimClient(await accessToken());
    const { body } = await mine<{ readonly id: string }>("POST", "/Users", { userName: "ana" });
    expect((await mine("GET", `/Users/${body.id}`)).status).toBe(200);
    expect((await scimClient(other.token.token)("GET", `/Users/${body.id}`)).status).toBe(404);
  });

  test("ends with its secret, and only with its own", async () => {
    const second = await addClientSecret(tenant.scope, { clientId: client.clientId });
    const [first, other] = [await accessToken(), await accessToken(second)];
    await revokeClientSecret(tenant.scope, { secretId: client.secretId });
    expect([await statusOf(first), await statusOf(other)]).toEqual([401, 200]);
  });

  test("ends with its client", async () => {
    const token = await accessToken();
    await revokeOAuthClient(tenant.scope, { clientId: client.clientId });
    const answer = await scimClient(token)("GET", "/Users");
    expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining("MUSTER-T12") } });
  });

  test("outlives the expiry of its secret, which only brings no new one", async () => {
    const token = await accessToken();
    await pool.query(`UPDATE "OAuthSecret" SET "expiresAt" = now() WHERE "id" = $1`, [client.secretId]);
    expect(await statusOf(token)).toBe(200);
    expectRefused(await postToken(inBody(client)), 401, "invalid_client", "MUSTER-T09");
  });

  test.each(["client secret", "client identifier"])("is not the %s: whoever sends that is told so", async (what) => {
    const answer = await scimClient(what === "client secret" ? client.secret : client.identifier)("GET", "/Users");
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toMatch(/OAuth2 client credentials/);
  });
});

describe("a request is refused", () => {
  const some = { client_id: "muc_000000000000", client_secret: "x" };

  test.each([
    ["PUT", {}, 405],
    ["GET", {}, 405],
    ["POST", { headers: { "content-type": "application/json" }, raw: "{}" }, 400],
    ["POST", { raw: "grant_type=client_credentials&client_id=a&client_id=b" }, 400],
    ["POST", { headers: { authorization: "Bearer x" } }, 400],
    ["POST", { headers: { authorization: "Basic !" } }, 400],
    ["POST", { headers: basic("muc_000000000000", "x") }, 400],
    ["POST", { raw: `grant_type=client_credentials&padding=${"x".repeat(40_000)}` }, 413],
  ])("that is malformed: %s %j → invalid_request", async (method, options, status) => {
    const answer = await postToken({ ...grant, ...some }, { method, ...options });
    expectRefused(answer, status, "invalid_request", method === "POST" ? "MUSTER-T10" : "MUSTER-H05");
    if (status === 405) expect(answer.headers["Allow"]).toBe("POST");
  });

  test("without a grant_type, and with one that is not ours", async () => {
    const { grant_type: _, ...rest } = inBody(client);
    expectRefused(await postToken(rest), 400, "invalid_request", "MUSTER-T10");
    const password = { ...rest, grant_type: 'pass"word\\é' };
    expectRefused(await postToken(password), 400, "unsupported_grant_type", "MUSTER-T10");
  });

  test("of a client that does not exist, or is not named", async () => {
    expectRefused(await postToken({ ...grant, ...some }), 401, "invalid_client", "MUSTER-T06");
    expectRefused(await postToken(grant), 401, "invalid_client", "MUSTER-T06");
    expectRefused(await postToken({ ...grant, client_secret: client.secret }), 401, "invalid_client", "MUSTER-T06");
  });

  test("without a secret, also where a parameter is there and empty (§3.2)", async () => {
    const form = { ...grant, client_id: client.identifier, client_secret: "" };
    expectRefused(await postToken(form), 401, "invalid_client", "MUSTER-T07");
    expectRefused(
      await postToken(grant, { headers: basic(client.identifier, "") }),
      401,
      "invalid_client",
      "MUSTER-T07",
    );
  });

  test("with a wrong secret: another client's, a damaged one, or an API token, each by its name", async () => {
    const other = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id });
    const { token } = await createToken(tenant.scope, { directoryId: tenant.directory.id });
    for (const [secret, words] of [
      [other.secret, `belongs to another client, ${other.identifier}`],
      [client.secret.slice(0, -1), "a part of it was lost"],
      [token, "This is an API token"],
    ] as const) {
      const answer = await postToken({ ...inBody(client), client_secret: secret });
      expectRefused(answer, 401, "invalid_client", "MUSTER-T08");
      expect(answer.body.error_description).toContain(words);
    }
  });

  test("with a secret or a client that was revoked", async () => {
    const second = await addClientSecret(tenant.scope, { clientId: client.clientId });
    await revokeClientSecret(tenant.scope, { secretId: client.secretId });
    expectRefused(await postToken(inBody(client)), 401, "invalid_client", "MUSTER-T09");
    await revokeOAuthClient(tenant.scope, { clientId: client.clientId });
    expectRefused(await postToken(inBody(second)), 401, "invalid_client", "MUSTER-T09");
  });

  test("above the directory's request rate, with Retry-After", async () => {
    // However long a machine takes for thirty requests, it is less than the 25 s in which as many are let in.
    await setRequestRate(tenant.scope, { directoryId: tenant.directory.id, requestsPerSecond: 1 });
    const statuses: number[] = [];
    for (let sent = 0; sent < 30; sent += 1) statuses.push((await postToken(inBody(client))).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});

describe("wrong secrets", () => {
  const wrong = () => ({ ...inBody(client), client_secret: "wrong" });

  test("are answered with 429 and Retry-After from the twenty-first on, from where they come", async () => {
    const address = `203.0.113.${client.clientId.slice(-2)}`;
    const statuses: number[] = [];
    for (let sent = 0; sent < 22; sent += 1) statuses.push((await postToken(wrong(), { address })).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429]);
    const answer = await postToken(wrong(), { address });
    expectRefused(answer, 429, "temporarily_unavailable", "MUSTER-L02");
    expect(Number(answer.headers["Retry-After"])).toBeGreaterThan(14 * 60);
    expect((await postToken(wrong(), { address: "198.51.100.7" })).status).toBe(401);
  });

  test("never keep a right one out: who corrects the secret is served at once", async () => {
    const address = `203.0.113.${client.clientId.slice(-2)}`;
    for (let sent = 0; sent < 25; sent += 1) await postToken(wrong(), { address });
    expect((await postToken(inBody(client), { address })).status).toBe(200);
  });
});

describe("the directory's log", () => {
  test("tells of a granted access token, by which client, and that client of its requests", async () => {
    await scimClient(await accessToken())("POST", "/Users", { userName: "ana" });
    expect(await rows()).toMatchObject([
      {
        action: "token",
        status: "success",
        httpStatus: 200,
        credentialId: client.clientId,
        displayName: "Entra production",
      },
      { action: "create", status: "success", credentialId: client.clientId },
    ]);
  });

  test("tells of refusals whose client is known: wrong, ended and forged alike", async () => {
    const token = await accessToken();
    await postToken({ ...inBody(client), client_secret: "wrong" });
    await postToken({ ...inBody(client), grant_type: "password" });
    await revokeClientSecret(tenant.scope, { secretId: client.secretId });
    await postToken(inBody(client));
    await statusOf(token);
    expect((await rows()).slice(1)).toMatchObject([
      { action: "token", status: "failure", httpStatus: 401, code: "MUSTER-T08", credentialId: client.clientId },
      { action: "token", status: "failure", httpStatus: 400, code: "MUSTER-T10", credentialId: client.clientId },
      { action: "token", status: "failure", httpStatus: 401, code: "MUSTER-T09", credentialId: client.clientId },
      { action: "read", status: "failure", httpStatus: 401, code: "MUSTER-T12", credentialId: client.clientId },
    ]);
  });

  test("has a wrong secret in the log of the client that was named, not of the one it belongs to", async () => {
    const theirs = await createUnattendedTenant();
    const other = await createOAuthClient(theirs.scope, { directoryId: theirs.directory.id });
    await postToken({ ...inBody(client), client_secret: other.secret });
    expect([(await rows()).length, (await rows(theirs)).length]).toEqual([1, 0]);
  });

  test("holds no secret and no access token", async () => {
    const token = await accessToken();
    await scimClient(token)("GET", `/Users?filter=${encodeURIComponent(`userName eq "${token}"`)}`);
    await scimClient(token)("GET", `/Users/${client.secret}`);
    await postToken({ ...grant, client_id: client.secret, client_secret: client.identifier });
    const text = JSON.stringify(await rows());
    for (const secret of [token, client.secret]) expect(text).not.toContain(secret.slice(20));
  });

  test("and the console know when client and secret were last used, and from where", async () => {
    await postToken(inBody(client), { address: "203.0.113.9" });
    const seen = async () => (await listOAuthClients(tenant.scope, tenant.directory.id))[0];
    await expect.poll(async () => (await seen())?.lastUsedIp, { interval: 10 }).toBe("203.0.113.9");
    expect(await seen()).toMatchObject({ secrets: [{ id: client.secretId, lastUsedAt: expect.any(Date) }] });
  });
});
