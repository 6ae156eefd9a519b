import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOidcIssuer } from "@/e2e/oidc-issuer";
import { tenantUrl } from "@/lib/applications/applications";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { createFederatedClient } from "@/lib/console/oauth-federation";
import { handleScimNode, handleTokenNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import { serve, stopServersAfterAll } from "../__fixtures__/broken-servers";
import { readAssertionKey } from "../authentication/assertion-key";
import { runCommandLine } from "./command-line";

stopServersAfterAll();

let muster = "";
let folder = "";
beforeAll(async () => {
  await startScim();
  muster = await serve((request, response) => {
    const handle = request.url?.startsWith("/oauth/") ? handleTokenNode : handleScimNode;
    void handle(request, response);
  });
  folder = await mkdtemp(join(tmpdir(), "entra-authentication-"));
});
afterAll(async () => {
  await shutdownScim();
  await rm(folder, { recursive: true, force: true });
});

/** Tests the connection to a directory, and gives what was written. */
const connect = (...argv: string[]) => entra("test-connection", ...argv);

async function entra(command: string, ...argv: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const write = (text: string) => said.push(text);
  const signal = new AbortController().signal;
  const terminal = { out: write, error: write, draw: () => {}, isWatched: false, signal };
  const url = tenantUrl(muster, "generic");
  const code = await runCommandLine([command, "--tenant-url", url, ...argv], terminal);
  return { code, said: said.join("\n") };
}

const tokenEndpoint = () => ["--token-endpoint", `${muster}/oauth/token`];
const connected = { code: 0, said: expect.stringContaining("passed   users") };

async function written(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** An issuer that publishes these keys, as discovery wants it. */
async function issuerOf(...keys: readonly { readonly key: KeyObject; readonly kid?: string }[]): Promise<string> {
  const published = keys.map(({ key, kid }) => ({
    ...createPublicKey(key).export({ format: "jwk" }),
    use: "sig",
    kid,
  }));
  const issuer = await serve((request, response) => {
    const isDiscovery = request.url === "/.well-known/openid-configuration";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: published }));
  });
  return issuer;
}

const workload = { subject: "5f0c7d58-0000-4000-8000-000000000001", audience: "api://muster" };
const claims = ["--assertion-subject", workload.subject, "--assertion-audience", workload.audience];

/** A client that is federated with an issuer, as the options name it. */
async function federated(issuer: string, more: Partial<typeof workload> = {}): Promise<string[]> {
  const { scope, directory } = await createUnattendedTenant();
  const federation = { directoryId: directory.id, issuer, ...workload, ...more };
  const { identifier } = await createFederatedClient(scope, federation);
  return [...tokenEndpoint(), "--client-id", identifier];
}

describe("Entra connects", () => {
  test.each(["body", "basic"])("with client credentials in the %s", async (place) => {
    const { scope, directory } = await createUnattendedTenant();
    const { identifier, secret } = await createOAuthClient(scope, { directoryId: directory.id, name: "Entra" });
    const client = [...tokenEndpoint(), "--client-id", identifier, "--client-auth", place];
    expect(await connect(...client, "--client-secret", secret)).toEqual(connected);
    const wrong = await connect(...client, "--client-secret", `${secret}x`);
    expect(wrong).toEqual({ code: 1, said: expect.stringContaining("/oauth/token answered 401: invalid_client: ") });
  });

  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
  const ed = generateKeyPairSync("ed25519").privateKey;
  test.each([
    ["an RSA key in PEM", rsa, String(rsa.export({ type: "pkcs1", format: "pem" })), undefined],
    ["an EC key in PEM", ec, String(ec.export({ type: "pkcs8", format: "pem" })), undefined],
    ["a JWK", ed, JSON.stringify({ ...ed.export({ format: "jwk" }), kid: "one" }), "one"],
    ["a JWK Set", ec, JSON.stringify({ keys: [{ ...ec.export({ format: "jwk" }), kid: "two" }] }), "two"],
  ])("as a workload that signs with %s", async (_, key, text, kid) => {
    const issuer = await issuerOf({ key, ...(kid !== undefined && { kid }) });
    const client = await federated(issuer);
    const signing = ["--assertion-key", await written("key", text), "--assertion-issuer", issuer, ...claims];
    expect(await connect(...client, ...signing)).toEqual(connected);
    const other = await connect(...client, ...signing, "--assertion-subject", "another");
    expect(other).toEqual({ code: 1, said: expect.stringContaining("The assertion's subject is 'another'") });
  });

  test("as a workload whose key is named by its certificate", async () => {
    const pem = readFileSync(new URL("../__fixtures__/tls/good.pem", import.meta.url), "utf8");
    const { kid = "" } = readAssertionKey({ text: pem }).header;
    const issuer = await issuerOf({ key: rsa, kid: "another" }, { key: createPrivateKey(pem), kid });
    const file = await written("both.pem", pem);
    const signing = ["--assertion-key", file, "--assertion-issuer", issuer, ...claims];
    expect(await connect(...(await federated(issuer)), ...signing)).toEqual(connected);
    expect(Buffer.from(kid, "base64url").toString("hex")).toBe(
      new X509Certificate(pem).fingerprint.replaceAll(":", "").toLowerCase(),
    );
  });

  test("as a workload with an assertion of its issuer, out of a file or of a command", async () => {
    const issuer = await startOidcIssuer();
    const client = await federated(issuer.issuer, { subject: issuer.subject, audience: issuer.audience });
    const [first, second] = [await issuer.token(), await issuer.token()];
    expect(await connect(...client, "--assertion-file", await written("jwt", `${first}\n`))).toEqual(connected);
    expect(await connect(...client, "--assertion-command", `echo ${second}`)).toEqual(connected);
    const again = await connect(...client, "--assertion-command", `echo ${second}`);
    expect(again).toEqual({ code: 1, said: expect.stringContaining("The assertion was used before (jti)") });
    await issuer.close();
  });
});

test("a cycle that gets no access token ends in quarantine, with what the token endpoint said", async () => {
  const { scope, directory } = await createUnattendedTenant();
  const { identifier } = await createOAuthClient(scope, { directoryId: directory.id, name: "Entra" });
  const client = [...tokenEndpoint(), "--client-id", identifier, "--client-secret", "wrong"];
  const { code, said } = await entra("cycle", ...client, "--users", "1");
  expect([code, said]).toEqual([
    1,
    expect.stringContaining("In quarantine. EncounteredQuarantineException: Unauthorized: "),
  ]);
  expect(said).toContain("/oauth/token answered 401: invalid_client: ");
});

test("conformance gets its token by client credentials too, and then plays the cases about tokens", async () => {
  const { scope, directory } = await createUnattendedTenant();
  const { identifier, secret } = await createOAuthClient(scope, { directoryId: directory.id, name: "Entra" });
  const client = [...tokenEndpoint(), "--client-id", identifier, "--client-secret", secret];
  const { code, said } = await entra("conformance", ...client, "--only", "X-03,X-04", "--json");
  expect(code, said).toBe(0);
  expect(JSON.parse(said)).toMatchObject({ passed: 2, failed: 0, total: 2, cases: [{ id: "X-03" }, { id: "X-04" }] });
});

describe("Entra does not connect, and says why", () => {
  const endpoint = ["--token-endpoint", "http://localhost:9/token"];
  const client = [...endpoint, "--client-id", "entra"];
  test.each([
    [["--token", "x", "--client-secret", "y"], "--token and --client-secret are several ways to authenticate."],
    [["--client-secret", "x"], "--client-secret needs --token-endpoint"],
    [["--client-secret", "x", "--token-endpoint", "there"], "--client-secret needs --token-endpoint"],
    [[...endpoint, "--assertion-file", "x"], "--assertion-file needs --client-id."],
    [client, "--token is needed, or --token-endpoint and --client-id with"],
    [[...client, "--assertion-file", "/nowhere"], "The assertion's file /nowhere cannot be read."],
    [[...client, "--assertion-command", "echo no"], "The assertion's command gives no JSON Web Token."],
    [[...client, "--assertion-command", "echo too bad >&2; exit 3"], "The assertion's command failed: too bad"],
    [[...client, "--assertion-key", "/nowhere"], "--assertion-key needs --assertion-issuer, or --assertion-tenant."],
    [[...client, "--assertion-key", "x", "--assertion-tenant", "t"], "--assertion-key needs --assertion-subject."],
    [[...client, "--assertion-key", "/nowhere", "--assertion-tenant", "t", ...claims], "/nowhere cannot be read."],
    [[...client, "--client-secret", "x"], "The token endpoint http://localhost:9/token did not answer: "],
  ])("%j", async (argv, message) => {
    expect(await connect(...argv)).toEqual({ code: 1, said: expect.stringContaining(message) });
  });

  const pem = { type: "pkcs8", format: "pem" } as const;
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  test.each([
    ["no key", "nothing", "There is no private key: neither PEM nor JWK."],
    ["a public JWK", JSON.stringify(key.publicKey.export({ format: "jwk" })), "The JWK holds no private key"],
    ["a broken JWK", '{"kty":"EC","d":"x"}', "The JWK cannot be read"],
    [
      "an encrypted key",
      String(key.privateKey.export({ ...pem, cipher: "aes-256-cbc", passphrase: "x" })),
      "The private key is encrypted.",
    ],
    [
      "a key that signs nothing",
      String(generateKeyPairSync("x25519").privateKey.export(pem)),
      "type x25519 cannot sign",
    ],
  ])("of %s", async (_, text, message) => {
    const file = await written("refused", text);
    const said = await connect(...client, "--assertion-key", file, "--assertion-tenant", "t", ...claims);
    expect(said).toEqual({ code: 1, said: expect.stringContaining(message) });
  });

  test("of a certificate that is another key's", async () => {
    const file = await written("key.pem", String(key.privateKey.export(pem)));
    const certificate = await written(
      "other.pem",
      readFileSync(new URL("../__fixtures__/tls/good.pem", import.meta.url), "utf8"),
    );
    const signing = ["--assertion-key", file, "--assertion-certificate", certificate, "--assertion-tenant", "t"];
    const { code, said } = await connect(...client, ...signing, ...claims);
    expect([code, said]).toEqual([1, "The certificate is not that of the private key."]);
  });
});
