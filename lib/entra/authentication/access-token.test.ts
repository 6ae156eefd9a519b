import { generateKeyPairSync } from "node:crypto";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import { closedPort, serve, stopServersAfterAll } from "../__fixtures__/broken-servers";
import { EntraHttpClient } from "../http-client";
import { accessTokens } from "./access-token";
import { readAssertionKey } from "./assertion-key";
import { clientSecret } from "./client-secret";
import { signedAssertion, workloadIdentity } from "./workload-identity";

stopServersAfterAll();

const secret = clientSecret({ clientId: "entra", clientSecret: "s3cret", place: "body" });

interface TokenEndpoint {
  readonly url: string;
  /** What was sent to it, with the Authorization header. */
  readonly asked: { readonly form: URLSearchParams; readonly authorization: string | undefined }[];
}

/** Gives token-1, token-2 and so on, each for `seconds`; or answers what it is told to. */
async function tokenEndpoint(seconds = 3_600, answer?: { status: number; text: string }): Promise<TokenEndpoint> {
  const asked: TokenEndpoint["asked"][number][] = [];
  const url = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked.push({ form: new URLSearchParams(body), authorization: request.headers.authorization });
      const token = { access_token: `token-${asked.length}`, token_type: "Bearer", expires_in: seconds };
      response.writeHead(answer?.status ?? 200).end(answer?.text ?? JSON.stringify(token));
    });
  });
  return { url: `${url}/token`, asked };
}

describe("an access token", () => {
  test("is asked for once, also by many at a time, and kept until a minute before its end", async () => {
    const { url, asked } = await tokenEndpoint(3_600);
    let now = 1_000_000;
    const token = accessTokens({ tokenEndpoint: url, authenticate: secret, now: () => now });
    expect(await Promise.all([token(), token(), token()])).toEqual(["token-1", "token-1", "token-1"]);
    now += 3_539_000;
    expect(await token()).toBe("token-1");
    now += 1_000;
    expect(await Promise.all([token(), token()])).toEqual(["token-2", "token-2"]);
    expect(asked).toHaveLength(2);
  });

  test("that was refused is replaced once, and its request sent again; one that is refused too is not", async () => {
    const { url, asked } = await tokenEndpoint();
    const seen: (string | undefined)[] = [];
    let accepted = "Bearer token-2";
    const base = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(request.headers.authorization === accepted ? 200 : 401).end("{}");
    });
    let now = 1_000_000;
    const token = accessTokens({ tokenEndpoint: url, authenticate: secret, now: () => now });
    const client = new EntraHttpClient({ base, token });
    const status = async () => {
      const exchange = await client.send("GET", "/Users");
      return "received" in exchange ? exchange.received.status : undefined;
    };
    expect(await status()).toBe(200);
    expect(seen).toEqual(["Bearer token-1", "Bearer token-2"]);
    accepted = "";
    expect([await status(), await status(), asked.length]).toEqual([401, 401, 2]);
    // Later it is worth another attempt.
    now += 60_000;
    accepted = "Bearer token-3";
    expect([await status(), asked.length]).toEqual([200, 3]);
    client.close();
  });

  test("is asked for with identifier and secret in the form, or by HTTP Basic with both form-encoded", async () => {
    const { url, asked } = await tokenEndpoint();
    await accessTokens({ tokenEndpoint: url, authenticate: secret, scope: "scim" })();
    const basic = clientSecret({ clientId: "a:b", clientSecret: "ü +%", place: "basic" });
    await accessTokens({ tokenEndpoint: url, authenticate: basic })();
    expect(asked.map(({ form, authorization }) => [Object.fromEntries(form), authorization])).toEqual([
      [{ grant_type: "client_credentials", client_id: "entra", client_secret: "s3cret", scope: "scim" }, undefined],
      [{ grant_type: "client_credentials" }, `Basic ${Buffer.from("a%3Ab:%C3%BC+%2B%25").toString("base64")}`],
    ]);
  });

  test("is asked for with an assertion that has Entra's claims, a new one each time", async () => {
    const { url, asked } = await tokenEndpoint(60);
    const jwk = {
      ...generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }),
      kid: "k1",
    };
    const claims = { issuer: "https://issuer.example", subject: "sub", audience: "api://app", tenantId: "tenant" };
    const assertion = signedAssertion(readAssertionKey({ text: JSON.stringify(jwk) }), claims);
    let now = Date.now();
    const authenticate = workloadIdentity("entra", assertion);
    const token = accessTokens({ tokenEndpoint: url, authenticate, scope: "scim", now: () => now });
    await token();
    now += 60_000;
    await token();
    const [first, second] = asked.map(({ form }) => form.get("client_assertion") ?? "");
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      grant_type: "client_credentials",
      client_id: "entra",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: first,
      scope: "scim",
    });
    expect(decodeProtectedHeader(first ?? "")).toEqual({ typ: "JWT", alg: "ES256", kid: "k1" });
    const { jti, exp = 0, iat = 0, ...rest } = decodeJwt(first ?? "");
    expect(rest).toMatchObject({ iss: "https://issuer.example", sub: "sub", aud: "api://app", tid: "tenant" });
    expect(exp - iat).toBe(3_900);
    expect([typeof jti, decodeJwt(second ?? "").jti === jti]).toEqual(["string", false]);
  });

  test.each([
    [
      { status: 401, text: '{"error":"invalid_client","error_description":"No."}' },
      "answered 401: invalid_client: No.",
    ],
    [{ status: 500, text: "" }, "answered 500."],
    [{ status: 200, text: "<html>" }, "answered 200, but without an access_token."],
    [{ status: 200, text: '{"access_token":"x","token_type":"DPoP"}' }, "gave a token of type DPoP"],
  ])("that cannot be had: %j says so", async (answer, message) => {
    const { url } = await tokenEndpoint(60, answer);
    const token = accessTokens({ tokenEndpoint: url, authenticate: secret });
    await expect(token()).rejects.toMatchObject({ name: "TokenError", message: expect.stringContaining(message) });
  });

  test("of an endpoint where nobody answers says so, and is asked for again the next time", async () => {
    const token = accessTokens({ tokenEndpoint: `${await closedPort()}/token`, authenticate: secret });
    const nobody = /did not answer: connect ECONNREFUSED/;
    await expect(token()).rejects.toThrow(nobody);
    await expect(token()).rejects.toThrow(nobody);
  });
});
