import { SignJWT, UnsecuredJWT, generateKeyPair } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startOidcIssuer } from "@/e2e/oidc-issuer";
import type { OidcIssuer } from "@/e2e/oidc-issuer";
import { startSigningIssuer, workload } from "@/lib/auth/__fixtures__/signing-issuer";
import type { SigningIssuer } from "@/lib/auth/__fixtures__/signing-issuer";
import { addClientSecret, createOAuthClient, revokeOAuthClient } from "@/lib/console/oauth-clients";
import { createFederatedClient, setFederation } from "@/lib/console/oauth-federation";
import type { FederatedClientDto } from "@/lib/console/oauth-federation";
import { db } from "@/lib/db/client";
import { eventQueue } from "@/lib/insight/event-queue";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import { basic, postToken } from "./__fixtures__/token-client";

let issuer: SigningIssuer;
let tenant: UnattendedTenant;
let client: FederatedClientDto;

beforeEach(async () => {
  issuer = await startSigningIssuer();
  tenant = await createUnattendedTenant();
  const directoryId = tenant.directory.id;
  client = await createFederatedClient(tenant.scope, { directoryId, issuer: issuer.issuer, ...workload });
});
afterEach(() => issuer.close());

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** As Entra sends it (ENTRA.md §6.3). */
const present = (assertion: string, form: Readonly<Record<string, string>> = {}) =>
  postToken({
    grant_type: "client_credentials",
    client_id: client.identifier,
    client_assertion_type: assertionType,
    client_assertion: assertion,
    scope: "api://muster/.default",
    ...form,
  });

/** The answer, its code, and what the directory's log says of it beyond what the client was told. */
async function refusalOf(assertion: string) {
  const { status, headers, body } = await present(assertion);
  await eventQueue.flush();
  const row = await db.provisioningEvent.findFirst({ where: { id: headers["X-Request-Id"] ?? "" } });
  return { status, error: body.error, description: body.error_description, code: row?.code, steps: row?.steps };
}

const refused = { status: 401, error: "invalid_client", code: "MUSTER-T13" };
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe("a federated workload gets an access token (RFC 7523)", () => {
  let real: OidcIssuer;
  beforeAll(async () => {
    real = await startOidcIssuer();
  });
  afterAll(() => real.close());

  test("for a token of a real OpenID Connect issuer, found by discovery", async () => {
    const { issuer: name, subject, audience } = real;
    await setFederation(tenant.scope, { clientId: client.clientId, issuer: name, subject, audience });
    const { status, body } = await present(await real.token());
    expect({ status, why: body.error_description }).toEqual({ status: 200, why: undefined });
    expect((await scimClient(body.access_token ?? "")("GET", "/Users")).status).toBe(200);
  });

  test("by keys at a given address, without discovery", async () => {
    const jwksUrl = `${issuer.issuer}/keys`;
    const name = "urn:issuer:without:documents";
    const directoryId = tenant.directory.id;
    issuer.asked.length = 0;
    client = await createFederatedClient(tenant.scope, { directoryId, issuer: name, jwksUrl, ...workload });
    expect((await present(await issuer.sign({ iss: name }))).status).toBe(200);
    expect(new Set(issuer.asked)).toEqual(new Set(["/keys"]));
  });

  test("whose issuer is asked for its keys once, not for every token", async () => {
    issuer.asked.length = 0;
    for (let sent = 0; sent < 3; sent += 1) expect((await present(await issuer.sign())).status).toBe(200);
    expect(issuer.asked).toEqual([]);
  });

  test("beside secrets of the same client", async () => {
    const { secret } = await addClientSecret(tenant.scope, { clientId: client.clientId });
    const headers = basic(client.identifier, secret);
    expect((await postToken({ grant_type: "client_credentials" }, { headers })).status).toBe(200);
    expect((await present(await issuer.sign())).status).toBe(200);
  });

  test("within a minute of difference between the clocks", async () => {
    expect((await present(await issuer.sign({ exp: inSeconds(-50) }))).status).toBe(200);
    expect((await present(await issuer.sign({ nbf: inSeconds(50) }))).status).toBe(200);
  });
});

describe("an assertion is refused", () => {
  test.each<[string, Parameters<SigningIssuer["sign"]>[0], RegExp]>([
    ["of another subject", { sub: "somebody-else" }, /subject is 'somebody-else'/],
    ["without a subject", { sub: undefined }, /subject is missing/],
    ["for another audience", { aud: "api://other" }, /audience is 'api:\/\/other'/],
    ["for no audience", { aud: undefined }, /audience is missing/],
    ["of another issuer", { iss: "https://login.example" }, /issuer is 'https:\/\/login.example'/],
    ["without an issuer", { iss: undefined }, /issuer is missing/],
    ["that expired", { exp: inSeconds(-120) }, /expired \d{4}-/],
    ["that never expires", { exp: undefined }, /claim exp/],
    ["that is not valid yet", { nbf: inSeconds(120) }, /not valid before \d{4}-/],
    ["that lives for years", { exp: inSeconds(365 * 86_400) }, /longer than a day/],
  ])("%s", async (_, claims, words) => {
    const refusal = await refusalOf(await issuer.sign(claims));
    expect(refusal).toMatchObject(refused);
    expect(refusal.description).toMatch(words);
  });

  test("and what the client expects is told in the log, never to whoever asks", async () => {
    const { description, steps } = await refusalOf(await issuer.sign({ sub: "somebody-else" }));
    expect(description).not.toContain(workload.subject);
    expect(JSON.stringify(steps)).toContain(`This client expects the subject ${workload.subject}.`);
  });

  test("that nobody signed (alg none), or with a secret that both know (HS256)", async () => {
    const claims = { iss: issuer.issuer, sub: workload.subject, aud: workload.audience, exp: inSeconds(600) };
    const shared = new TextEncoder().encode("x".repeat(32));
    for (const assertion of [
      new UnsecuredJWT(claims).encode(),
      await new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "key-1" }).sign(shared),
    ]) {
      expect(await refusalOf(assertion)).toMatchObject(refused);
    }
  });

  test("signed by somebody else in the issuer's name", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    const claims = { iss: issuer.issuer, sub: workload.subject, aud: workload.audience, exp: inSeconds(600) };
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "key-1" }).sign(privateKey);
    expect(await refusalOf(forged)).toMatchObject({ ...refused, description: expect.stringContaining("signature") });
  });

  test("by a key that the issuer does not have", async () => {
    const refusal = await refusalOf(await issuer.sign({}, { kid: "key-9" }));
    expect(refusal).toMatchObject({ ...refused, description: expect.stringContaining("kid") });
  });

  test.each(["", "x", "a.b.c", `${"x".repeat(20_000)}`])("that is no JSON Web Token: %j", async (assertion) => {
    const { status } = await present(assertion);
    expect(status).toBe(401);
  });

  test("a second time, also where both come at once, when it names itself (jti)", async () => {
    const assertion = await issuer.sign({ jti: crypto.randomUUID() });
    const statuses = await Promise.all([present(assertion), present(assertion), present(assertion)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await refusalOf(assertion)).toMatchObject({ ...refused, description: expect.stringContaining("jti") });
  });

  test("whose jti is another client's too, but not by that", async () => {
    const jti = crypto.randomUUID();
    expect((await present(await issuer.sign({ jti }))).status).toBe(200);
    const directoryId = tenant.directory.id;
    client = await createFederatedClient(tenant.scope, { directoryId, issuer: issuer.issuer, ...workload });
    expect((await present(await issuer.sign({ jti }))).status).toBe(200);
  });

  test("by a client that has no federation, only secrets", async () => {
    client = await createOAuthClient(tenant.scope, { directoryId: tenant.directory.id });
    expect(await refusalOf(await issuer.sign())).toMatchObject(refused);
  });

  test("of a client that was revoked", async () => {
    await revokeOAuthClient(tenant.scope, { clientId: client.clientId });
    expect(await refusalOf(await issuer.sign())).toMatchObject({ status: 401, code: "MUSTER-T09" });
  });

  test("of another type, and beside a secret", async () => {
    const assertion = await issuer.sign();
    const saml = { client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:saml2-bearer" };
    const invalid = { status: 400, body: { error: "invalid_request" } };
    expect(await present(assertion, saml)).toMatchObject(invalid);
    expect(await present(assertion, { client_secret: "x" })).toMatchObject(invalid);
  });
});

describe("an issuer", () => {
  test("that is down when its keys are needed is our trouble: 503, with the reason in the log", async () => {
    const other = await startSigningIssuer();
    const federation = { issuer: other.issuer, ...workload };
    client = await createFederatedClient(tenant.scope, { directoryId: tenant.directory.id, ...federation });
    await other.turnKeys();
    other.isUp = false;
    // A key that is not known yet makes us ask again, once the last time is 30 s ago; then the answer is missing.
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    const refusal = await refusalOf(await other.sign());
    vi.useRealTimers();
    expect(refusal).toMatchObject({ status: 503, error: "temporarily_unavailable", code: "MUSTER-T14" });
    expect(JSON.stringify(refusal.steps)).toContain("answered 500");
    await other.close();
  });

  test("that turned its keys is asked for the new ones", async () => {
    await issuer.turnKeys();
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    const { status } = await present(await issuer.sign());
    vi.useRealTimers();
    expect(status).toBe(200);
  });

  test("that is replaced by another ends what it brought", async () => {
    const { body } = await present(await issuer.sign());
    const call = scimClient(body.access_token ?? "");
    expect((await call("GET", "/Users")).status).toBe(200);
    const { clientId } = client;
    await setFederation(tenant.scope, { clientId, issuer: issuer.issuer, ...workload, audience: "api://other" });
    expect((await call("GET", "/Users")).status).toBe(401);
  });
});
