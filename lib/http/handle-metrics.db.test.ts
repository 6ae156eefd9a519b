import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUnattendedTenant } from "@/prisma/factories";
import { handleMetrics } from "./handle-metrics";
import { handleScimNode, handleTokenNode } from "./node-door";

const secret = "sixteen-characters";
let server: Server;
let origin: string;

beforeEach(async () => {
  const listening = createServer((request, response) => {
    void (request.url === "/oauth/token" ? handleTokenNode : handleScimNode)(request, response);
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  server = listening;
  origin = `http://127.0.0.1:${portOf(listening.address())}`;
});

afterEach(() => void server.close());

const portOf = (address: AddressInfo | string | null) => (typeof address === "object" ? (address?.port ?? 0) : 0);

const ask = (method = "GET", authorization = `Bearer ${secret}`, token: string | undefined = secret) =>
  handleMetrics({ method, header: (name) => (name === "authorization" ? authorization : undefined) }, token);

/** What a sample says; 0 when there is none. */
async function sample(name: string): Promise<number> {
  const { text = "" } = await ask();
  const line = text.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

const requests = (operation: string, outcome: string) =>
  sample(`muster_scim_requests_total{operation="${operation}",outcome="${outcome}"}`);

describe("the metrics", () => {
  test("count a request once, by operation and by what became of it", async () => {
    const { token } = await createUnattendedTenant();
    const headers = { authorization: `Bearer ${token.token}`, "content-type": "application/scim+json" };
    const send = (method: string, path: string, body?: object) =>
      fetch(`${origin}${path}`, { method, headers, body: body && JSON.stringify(body) });
    const before = await Promise.all([
      requests("create User", "success"),
      requests("create User", "failure"),
      requests("list Users", "failure"),
      requests("token", "failure"),
      sample('muster_scim_responses_total{status="201"}'),
      sample('muster_scim_request_duration_seconds_count{operation="create User"}'),
    ]);
    const person = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "ana@contoso.example" };
    expect((await send("POST", "/scim/v2/Users", person)).status).toBe(201);
    expect((await send("POST", "/scim/v2/Users", person)).status).toBe(409);
    expect((await fetch(`${origin}/scim/v2/Users`)).status).toBe(401);
    expect((await fetch(`${origin}/oauth/token`, { method: "POST" })).status).toBe(400);
    const after = await Promise.all([
      requests("create User", "success"),
      requests("create User", "failure"),
      requests("list Users", "failure"),
      requests("token", "failure"),
      sample('muster_scim_responses_total{status="201"}'),
      sample('muster_scim_request_duration_seconds_count{operation="create User"}'),
    ]);
    expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual([1, 1, 1, 1, 1, 2]);
    expect(await sample("muster_scim_requests_in_flight")).toBe(0);
  });

  test("say how each directory is, and nothing of a token", async () => {
    const { token, directory, organization, scope } = await createUnattendedTenant();
    const { status } = await fetch(`${origin}/scim/v2/Users`, { headers: { authorization: `Bearer ${token.token}` } });
    expect(status).toBe(200);
    const { text = "" } = await ask();
    const labels = `organization="${organization.slug}",directory="${directory.slug}",application="generic"`;
    expect(text).toContain(`muster_directory_health{${labels},state="waiting"} 1`);
    expect(text).toContain(`muster_directory_health{${labels},state="silent"} 0`);
    expect(text).toContain(`muster_directory_open_findings{${labels}} 0`);
    expect(text).toContain("muster_database_connections");
    expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
    for (const kept of [token.token, secret, directory.id, scope.organizationId]) expect(text).not.toContain(kept);
  });

  test("are nobody's but who presents the operator's token", async () => {
    expect(await ask("GET", `Bearer ${secret}`)).toMatchObject({ status: 200 });
    expect(await ask("HEAD")).toMatchObject({ status: 200, text: undefined });
    for (const wrong of ["", "Bearer ", secret, `Bearer ${secret}x`, `Basic ${secret}`]) {
      expect(await ask("GET", wrong)).toMatchObject({ status: 401, headers: { "WWW-Authenticate": "Bearer" } });
    }
    expect(await ask("POST")).toMatchObject({ status: 405, headers: { Allow: "GET, HEAD" } });
  });

  test("are not there where the operator has set no token", async () => {
    const none = await handleMetrics({ method: "GET", header: () => "Bearer undefined" }, undefined);
    expect(none).toMatchObject({ status: 404, text: "Set MUSTER_METRICS_TOKEN to have metrics here.\n" });
  });
});
