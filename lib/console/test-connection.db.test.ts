import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { mintToken } from "@/lib/auth/token-secret";
import { db } from "@/lib/db/client";
import {
  closedPort,
  mailServer,
  serve,
  serveEncrypted,
  serveProxy,
  silentServer,
  stopServersAfterAll,
  testIssuer,
} from "@/lib/entra/__fixtures__/broken-servers";
import { handleScimNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { eventQueue } from "@/lib/insight/event-queue";
import { addAdmin, createTenant, createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import type { ConnectionCheck } from "./connection-check";
import { setDirectoryEnabled } from "./directories";
import { listEvents } from "./logs";
import { summarizeDirectories } from "./overview";
import { readSetupProgress, readSetupTroubles } from "./setup-guide";
import { connectionTarget, startConnectionTest } from "./test-connection";
import type { ConnectionTarget } from "./test-connection";
import { createToken, listTokens, revokeToken } from "./tokens";

stopServersAfterAll();

let muster = "";
beforeAll(async () => {
  await startScim();
  muster = await serve((request, response) => void handleScimNode(request, response));
});
afterAll(() => shutdownScim());

async function check(tenant: UnattendedTenant, target: string | ConnectionTarget | undefined, token?: string) {
  const checks: ConnectionCheck[] = [];
  const input = { directoryId: tenant.directory.id, token };
  const where = typeof target === "string" ? { publicUrl: target } : target;
  for await (const one of await startConnectionTest(tenant.scope, input, where)) checks.push(one);
  return checks;
}

/** What went wrong: "users: tokenStripped". */
const failures = (checks: readonly ConnectionCheck[]) =>
  checks.filter(({ result }) => result === "failed").map(({ name, cause }) => `${name}: ${cause}`);

const proxied = (proxying: Parameters<typeof serveProxy>[1]) => serveProxy(() => muster, proxying);
const isMethod =
  (method: string, status: number, body = ""): NonNullable<Parameters<typeof serveProxy>[1]["answer"]> =>
  (request, response) => {
    if (request.method !== method) return false;
    response.writeHead(status, { "Content-Type": "text/html" }).end(body);
    return true;
  };

describe("a connection test of a healthy Muster", () => {
  test("passes every check, in order, and warns that the Internet cannot reach this machine", async () => {
    const checks = await check(await createUnattendedTenant(), muster);
    expect(checks.map(({ name, result }) => `${name} ${result}`)).toEqual([
      "address warning",
      "connection passed",
      "certificate skipped",
      "users passed",
      "groups passed",
      "schemas passed",
      "create passed",
      "update passed",
      "delete passed",
      "encoding passed",
      "clock passed",
    ]);
    expect(checks[0]?.cause).toBe("privateAddress");
  });

  test("passes behind https, and has looked at the certificate", async () => {
    const url = await serveEncrypted("good", (request, response) => void handleScimNode(request, response));
    const checks = await check(await createUnattendedTenant(), { publicUrl: url, trust: testIssuer() });
    expect(failures(checks)).toEqual([]);
    expect(checks.find(({ name }) => name === "certificate")).toMatchObject({ result: "passed" });
  });

  test.each(["8x8", "ringcentral", "ipass-smartconnect"] as const)("passes for %s", async (application) => {
    const tenant = await createUnattendedTenant({ application });
    await setDirectoryEnabled(tenant.scope, { directoryId: tenant.directory.id, enabled: true });
    expect(failures(await check(tenant, muster))).toEqual([]);
  });

  test("leaves no token, no person, no use of a token; the audit tells of it", async () => {
    const tenant = await createUnattendedTenant();
    await check(tenant, muster);
    await check(tenant, muster, tenant.token.token);
    const tokens = await listTokens(tenant.scope, tenant.directory.id);
    expect(tokens).toMatchObject([{ id: tenant.token.tokenId, lastUsedAt: null }]);
    expect(await db.token.count({ where: { directoryId: tenant.directory.id } })).toBe(1);
    expect(await db.user.count({ where: { directoryId: tenant.directory.id } })).toBe(0);
    const audit = await listAuditEvents(tenant.scope, { limit: 2 });
    expect(audit).toMatchObject([
      { action: "connection.test", actor: "operator", details: { token: "given" } },
      { action: "connection.test", actor: "operator", details: { token: "own" } },
    ]);
  });

  test("proves nothing about the identity provider: set-up, health and counters stay as they were", async () => {
    const tenant = await createUnattendedTenant();
    const scope = { ...tenant.scope, directoryId: tenant.directory.id };
    const progress = async () => (await readSetupProgress(scope, [tenant.directory])).get(tenant.directory.id);
    const before = await progress();
    await check(tenant, muster);
    await check(tenant, muster, tenant.token.token);
    await eventQueue.flush();
    expect(await progress()).toEqual(before);
    expect((await readSetupTroubles(scope, tenant.directory)).refusal).toBeUndefined();
    const [summary] = await summarizeDirectories(tenant.scope);
    expect(summary).toMatchObject({ health: { state: "waiting" }, failures: 0, lastRequestAt: null });
    expect((await listEvents(scope, { withoutReads: true })).rows).toEqual([]);
    // With the reads, the rows of a directory are as many as are counted everywhere.
    expect((await listEvents(scope, { withoutSelfTests: true })).rows).toEqual([]);
    const all = (await listEvents(scope, {})).rows;
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all.map(({ action }) => action))).toEqual(new Set(["selfTest"]));
  });
});

describe("a connection test finds that", () => {
  let tenant: UnattendedTenant;
  beforeAll(async () => {
    tenant = await createUnattendedTenant();
  });

  test("the name is not in DNS", async () => {
    expect(failures(await check(tenant, "https://nowhere.invalid"))).toEqual(["address: dns"]);
  });
  test("nothing listens", async () => {
    expect(failures(await check(tenant, await closedPort()))).toEqual(["connection: refused"]);
  });
  test("nobody answers in time", async () => {
    const target = { publicUrl: await silentServer(), timeLimitMs: 1_000 };
    expect(failures(await check(tenant, target))).toEqual(["connection: timedOut"]);
  });
  test("something else than HTTP answers", async () => {
    expect(failures(await check(tenant, await mailServer()))).toEqual(["connection: notHttp"]);
  });
  test("https is asked of a port that speaks http", async () => {
    expect(failures(await check(tenant, muster.replace("http:", "https:")))).toEqual(["certificate: tlsNotSpoken"]);
  });
  test.each([
    ["expired", "tlsExpired"],
    ["other", "tlsWrongName"],
  ] as const)("the certificate is %s", async (certificate, cause) => {
    const checks = await check(tenant, { publicUrl: await serveEncrypted(certificate), trust: testIssuer() });
    expect(failures(checks)).toEqual([`certificate: ${cause}`]);
    const { values } = checks.find(({ name }) => name === "certificate") ?? {};
    expect(values).toMatchObject(
      certificate === "expired" ? { validTo: "2021-01-01" } : { names: "other.example", issuer: "Muster test issuer" },
    );
  });
  test("the certificate is signed by itself", async () => {
    expect(failures(await check(tenant, await serveEncrypted("self")))).toEqual(["certificate: tlsSelfSigned"]);
  });
  test("nobody knows the certificate's issuer", async () => {
    expect(failures(await check(tenant, await serveEncrypted("good")))).toEqual(["certificate: tlsUnknownIssuer"]);
  });
  test("a proxy removes the Authorization header", async () => {
    const url = await proxied({ headers: ({ authorization: _, ...others }) => others });
    expect(failures(await check(tenant, url))).toEqual(["users: tokenStripped"]);
  });
  test("a proxy changes the Authorization header", async () => {
    const url = await proxied({ headers: (headers) => ({ ...headers, authorization: "Basic eDp5" }) });
    expect(failures(await check(tenant, url))).toEqual(["users: tokenChanged"]);
  });
  test("a proxy changes the path", async () => {
    const url = await proxied({ rewrite: (path) => path.replace("/scim/v2/Users", "/scim/v2/app/Users") });
    const checks = await check(tenant, url);
    expect(failures(checks)).toEqual(["users: pathRewritten"]);
    expect(checks.find(({ name }) => name === "users")?.values["arrived"]).toMatch(/^GET \/scim\/v2\/app\/Users\?/);
  });
  test("a proxy loses the query", async () => {
    const url = await proxied({ rewrite: (path) => path.replace(/\?.*/, "") });
    const lookups = ["users: queryRewritten", "groups: queryRewritten", "encoding: queryRewritten"];
    expect(failures(await check(tenant, url))).toEqual(lookups);
  });
  test("a proxy decodes what was encoded", async () => {
    const url = await proxied({ rewrite: (path) => path.replace(/%2B/g, "+") });
    expect(failures(await check(tenant, url))).toEqual(["encoding: queryRewritten"]);
  });
  test("a web page answers", async () => {
    const page = "<!doctype html><title>Please sign in</title>";
    const checks = await check(tenant, await serve((_, response) => void response.end(page)));
    expect(failures(checks)).toEqual(["users: html"]);
    expect(checks.find(({ name }) => name === "users")?.values).toMatchObject({ title: "Please sign in" });
  });
  test("another web server does not know the path", async () => {
    const url = await serve((_, response) => void response.writeHead(404, { "Content-Type": "text/plain" }).end("no"));
    expect(failures(await check(tenant, url))).toEqual(["users: notFound"]);
  });
  test("another SCIM server answers", async () => {
    const list = { schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], totalResults: 0, Resources: [] };
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Type": "application/scim+json" }).end(JSON.stringify(list));
    });
    expect(failures(await check(tenant, url))[0]).toBe("users: notMuster");
  });
  test.each(["PATCH", "DELETE", "POST"])("%s is blocked", async (method) => {
    const name = { PATCH: "update", DELETE: "delete", POST: "create" }[method];
    for (const status of [403, 405]) {
      const url = await proxied({ answer: isMethod(method, status, "<html>Blocked</html>") });
      expect(failures(await check(tenant, url))).toEqual([`${name}: methodBlocked`]);
    }
  });
  test("PATCH arrives as POST", async () => {
    const url = await proxied({ method: (method) => (method === "PATCH" ? "POST" : method) });
    expect(failures(await check(tenant, url))).toEqual(["update: methodRewritten"]);
  });
  test("the media type is changed on the way", async () => {
    const url = await proxied({
      headers: (headers) => ({ ...headers, ...("content-type" in headers && { "content-type": "text/plain" }) }),
    });
    expect(failures(await check(tenant, url))).toEqual(["create: bodyRefused", "update: bodyRefused"]);
  });
  test("the server redirects to https, or to a page to sign in at", async () => {
    const https = await serve((request, response) => {
      response.writeHead(301, { Location: `https://localhost${request.url ?? ""}` }).end();
    });
    expect(failures(await check(tenant, https))).toEqual(["users: redirectToHttps"]);
    const signIn = await serve(
      (_, response) => void response.writeHead(302, { Location: "https://idp.example/" }).end(),
    );
    expect(failures(await check(tenant, signIn))).toEqual(["users: redirect"]);
  });
  test("a proxy cannot reach Muster", async () => {
    const gone = await closedPort();
    expect(failures(await check(tenant, await serveProxy(() => gone, {})))).toEqual(["users: gateway"]);
  });
  test("a proxy asks for a password of its own", async () => {
    const url = await serve((_, response) => void response.writeHead(401, { "WWW-Authenticate": "Basic" }).end());
    expect(failures(await check(tenant, url))).toEqual(["users: unauthorized"]);
  });
  test("the clock of the server is an hour ahead", async () => {
    const url = await serveProxy(() => muster, {});
    const ahead = await serve((request, response) => {
      const date = new Date(Date.now() + 3_600_000).toUTCString();
      void fetch(`${url}${request.url}`, { method: request.method ?? "GET", headers: headersOf(request.headers) }).then(
        async (answer) => {
          response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), date });
          response.end(await answer.text());
        },
      );
    });
    const clock = (await check(tenant, ahead)).find(({ name }) => name === "clock");
    expect(clock).toMatchObject({ result: "warning", cause: "clockSkew" });
  });
  test("the service is off", async () => {
    const off = await createUnattendedTenant();
    await setDirectoryEnabled(off.scope, { directoryId: off.directory.id, enabled: false });
    expect(failures(await check(off, muster))).toEqual(["users: serviceOff"]);
  });
  test("the public address is not known", async () => {
    expect(failures(await check(tenant, undefined))).toEqual(["address: addressUnknown"]);
  });
});

const headersOf = (headers: Readonly<Record<string, string | string[] | undefined>>) => {
  const names = ["authorization", "x-muster-probe"];
  return Object.fromEntries(names.map((name) => [name, String(headers[name] ?? "")]));
};

describe("a token that is pasted", () => {
  test("is tested, and its own end is named", async () => {
    const tenant = await createUnattendedTenant();
    const { tokenId, token } = tenant.token;
    expect(failures(await check(tenant, muster, ` ${token}\n`))).toEqual([]);
    await revokeToken(tenant.scope, { tokenId });
    // A server may have the token in memory until PostgreSQL has told it.
    await expect.poll(async () => failures(await check(tenant, muster, token))).toEqual(["users: tokenRevoked"]);
    const expired = await createToken(tenant.scope, { directoryId: tenant.directory.id, expiresInDays: 1 });
    await db.token.update({ where: { id: expired.tokenId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(failures(await check(tenant, muster, expired.token))).toEqual(["users: tokenExpired"]);
  });

  test("is sent nowhere when it is not whole, not a token, unknown, or another directory's", async () => {
    const [tenant, other] = [await createUnattendedTenant(), await createUnattendedTenant()];
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.end();
    });
    const { token } = tenant.token;
    expect(failures(await check(tenant, url, token.slice(0, -1)))).toEqual(["token: tokenIncomplete"]);
    expect(failures(await check(tenant, url, `Bearer ${token}`))).toEqual(["token: tokenIncomplete"]);
    expect(failures(await check(tenant, url, "hunter2"))).toEqual(["token: tokenNotOurs"]);
    expect(failures(await check(tenant, url, mintToken().token))).toEqual(["token: tokenOfOther"]);
    expect(failures(await check(tenant, url, other.token.token))).toEqual(["token: tokenOfOther"]);
    expect(requests).toBe(0);
  });
});

describe("who may test", () => {
  test("is who may make tokens, in their own organization", async () => {
    const [mine, theirs] = [await createUnattendedTenant(), await createTenant()];
    const auditor = await addAdmin(mine.scope, "auditor");
    const input = { directoryId: mine.directory.id };
    await expect(startConnectionTest(auditor.scope, input, undefined)).rejects.toThrow(ForbiddenError);
    await expect(startConnectionTest(theirs.owner.scope, input, undefined)).rejects.toMatchObject({
      key: "errors.notFound",
    });
  });

  test("cannot name the machine: a forged Host is no address to knock at", async () => {
    expect(await connectionTarget("http://169.254.169.254:3000")).toBeUndefined();
    expect(await connectionTarget("http://10.1.2.3:3000")).toBeUndefined();
    expect(await connectionTarget("https://example.com")).toBeUndefined();
    expect(await connectionTarget("http://localhost:5432")).toBeUndefined();
    expect(await connectionTarget("http://localhost:3000")).toMatchObject({ publicUrl: "http://localhost:3000" });
  });
});
