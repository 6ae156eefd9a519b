import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { setRequestRate } from "@/lib/console/directories";
import { db } from "@/lib/db/client";
import { handleScimNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import { serve, serveProxy, stopServersAfterAll } from "../__fixtures__/broken-servers";
import { runCommandLine } from "./command-line";

stopServersAfterAll();

let muster = "";
beforeAll(async () => {
  await startScim();
  muster = await serve((request, response) => void handleScimNode(request, response));
});
afterAll(() => shutdownScim());

async function load(argv: readonly string[], signal: AbortSignal = new AbortController().signal) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(["load", ...argv], {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    draw: () => {},
    isWatched: false,
    signal,
  });
  const text = out.join("\n");
  return { code, text, errors: errors.join("\n"), json: () => JSON.parse(text) };
}

/** A directory with a person and a group of its own, and how to get to it. */
async function connected(at = muster) {
  const { scope, directory, token } = await createUnattendedTenant();
  await setRequestRate(scope, { directoryId: directory.id, requestsPerSecond: 0 });
  const where = { directoryId: directory.id };
  const left = async () => [await db.user.count({ where }), await db.group.count({ where })];
  const url = tenantUrl(at, "generic");
  return { to: ["--tenant-url", url, "--token", token.token, "--people", "10", "--groups", "2"], left, url };
}

describe("entra load", () => {
  test.each([
    ["a rate", ["--rate", "100"], 100, null],
    ["so many at a time", ["--concurrency", "3"], null, 3],
  ])("by %s measures every kind of request, and leaves nothing behind", async (_, how, wanted, concurrency) => {
    const { to, left } = await connected();
    const { code, json, errors } = await load([...to, ...how, "--for", "1s", "--json"]);
    expect([code, errors]).toEqual([0, ""]);
    const report = json();
    expect(report).toMatchObject({ passed: true, mix: "entra", failed: 0, dropped: 0, stopped: false, leftovers: [] });
    expect(report).toMatchObject({ concurrency, rate: { wanted }, throttled: { count: 0, retryAfterSeconds: null } });
    if (wanted !== null) expect(report.requests).toBe(100);
    expect(Object.keys(report.latencies)).toEqual(
      expect.arrayContaining(["all", "lookup", "get", "create", "update", "active", "addMember", "removeMember"]),
    );
    expect(report.latencies.all).toMatchObject({ count: report.requests, p999: expect.any(Number) });
    expect(Object.keys(report.statuses)).toEqual(["200", "201", "204"]);
    expect(await left()).toEqual([0, 0]);
  });

  test("speaks the compliant dialect where the Tenant URL says so, in the mix that is wanted", async () => {
    const { to, left, url } = await connected();
    const compliant = to.map((word) => (word === url ? `${url}?aadOptscim062020` : word));
    const { code, text } = await load([...compliant, "--rate", "100", "--for", "0.5s", "--mix", "writes"]);
    expect(code).toBe(0);
    expect(text).toContain("100 requests/s, mix writes: 50 requests in ");
    expect(text).not.toContain("lookup");
    expect(text).toMatch(/No request was throttled\.\nPassed\.$/);
    expect(await left()).toEqual([0, 0]);
  });

  test("fails when it is throttled, and says how much", async () => {
    const proxy = await serveProxy(() => muster, {
      answer: (request, response) => {
        const isThrottled = request.method === "GET" && request.url?.includes("/Users/") === true;
        if (isThrottled) response.writeHead(429, { "Retry-After": "7" }).end();
        return isThrottled;
      },
    });
    const { to, left } = await connected(proxy);
    const { code, text } = await load([...to, "--rate", "50", "--for", "1s", "--mix", "reads"]);
    expect(code).toBe(1);
    expect(text).toContain("16 were throttled (429), Retry-After 7 to 7 s.");
    expect(text).toMatch(/Not passed\.$/);
    expect(await left()).toEqual([0, 0]);
  });

  test("that is stopped removes what it made, and tells what it had measured", async () => {
    const { to, left } = await connected();
    const stop = new AbortController();
    const proxy = await serveProxy(() => muster, {
      answer: (request) => {
        if (request.method === "PATCH") stop.abort();
        return false;
      },
    });
    const through = to.map((word) => word.replace(muster, proxy));
    const { code, json } = await load([...through, "--rate", "50", "--for", "1h", "--json"], stop.signal);
    expect(code).toBe(1);
    expect(json()).toMatchObject({ stopped: true, passed: false, leftovers: [] });
    expect(json().requests).toBeGreaterThan(0);
    expect(await left()).toEqual([0, 0]);
  });

  test("removes people of whom no answer told that they were made", async () => {
    let created = 0;
    const proxy = await serveProxy(() => muster, {
      answer: (request, response) => {
        created += request.method === "POST" && request.url?.endsWith("/Users") === true ? 1 : 0;
        if (created === 12) response.on("pipe", () => response.destroy());
        return false;
      },
    });
    const { to, left } = await connected(proxy);
    const { code, json } = await load([...to, "--rate", "100", "--for", "1s", "--mix", "writes", "--json"]);
    expect([code, json().leftovers]).toEqual([1, []]);
    expect(json().statuses.cutOff).toBeGreaterThan(0);
    expect(await left()).toEqual([0, 0]);
  });

  test.each([
    [["--rate", "1", "--concurrency", "1"], "Either --rate or --concurrency can be given, not both."],
    [["--rate", "0"], "--rate: it has to be more than 0."],
    [["--concurrency", "1.5"], "--concurrency: it has to be a whole number from 1 on."],
    [["--for", "soon"], "--for: soon is no time. Give 90s, 5m or 1h."],
    [["--mix", "x"], "--mix: there is no mix x; there are entra, reads, writes."],
    [["--token", "mus_wrong"], "The load did not begin. Unauthorized: "],
  ])("%j is refused with a sentence", async (argv, message) => {
    const { to } = await connected();
    const { code, errors } = await load([...to, ...argv]);
    expect([code, errors]).toEqual([1, expect.stringContaining(message)]);
  });
});
