import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startScimmyServer, type ScimmyServer } from "../conformance/__fixtures__/scimmy-server.mjs";
import { runCommandLine } from "./command-line";

let server: ScimmyServer;
let folder: string;

beforeAll(async () => {
  server = await startScimmyServer();
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function run(...argv: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(["conformance", ...argv], {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    draw: () => {},
    isWatched: false,
    signal: new AbortController().signal,
  });
  return { code, out: out.join("\n"), errors: errors.join("\n") };
}

const at = (...more: string[]) =>
  run("--tenant-url", server.tenantUrl, "--token", server.token, "--rate", "0", ...more);

test("a run in which nothing fails ends with 0, and prints one object", async () => {
  const { code, out } = await at("--only", "okta", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    passed: 7,
    failed: 0,
    skipped: 0,
    total: 7,
    score: 100,
    cases: { length: 7 },
  });
});

test("a failure ends with 1, and is told with its source, request and response, and without the token", async () => {
  const { code, out } = await at("--only", "7644-2,7644-3.3a");
  expect(code).toBe(1);
  expect(out).toContain("✗ 7644-3.3a  A new resource is told with its place");
  expect(out).toContain("RFC 7644 §3.3");
  expect(out).toMatch(/> POST http.*\/Users\n.*userName.*\n.*< 201/);
  expect(out).not.toContain(server.token);
});

test("advice is a fault where it is asked to be", async () => {
  const { cases } = JSON.parse((await at("--only", "MV-20,C-18", "--json")).out);
  expect(cases).toHaveLength(2);
  expect((await at("--only", "C-14")).code).toBe(0);
  expect((await at("--only", "C-14", "--strict")).code).toBe(1);
});

test("--html writes the page", async () => {
  const file = join(folder, "report.html");
  await at("--only", "OK-01", "--html", file);
  expect(await readFile(file, "utf8")).toMatch(/^<!doctype html>[^]*OK-01[^]*<\/html>\s*$/);
});

test("--list names every group and case, and needs no server", async () => {
  const { code, out } = await run("--list");
  expect(code).toBe(0);
  expect(out).toContain("validator: Microsoft's SCIM Validator (32)");
  expect(JSON.parse((await run("--list", "--json")).out).cases.length).toBeGreaterThan(300);
});

test.each([
  [["--only", "nothing"], 1, "There is no group or case nothing. See --list."],
  [[], 1, "--tenant-url is needed: an http or https URL."],
  [["--tenant-url", "https://x.example"], 1, "--token is needed, or --token-endpoint"],
  [["--tenant-url", "ftp://x", "--token", "t"], 2, "It is no http or https URL."],
  [["--rate", "fast"], 2, "It is no number."],
  [["--nonsense"], 2, "unknown option"],
])("conformance %j ends with %i: %s", async (argv, code, message) => {
  const answered = await run(...argv);
  expect(answered.code).toBe(code);
  expect(answered.errors).toContain(message);
});

test("a token that is not accepted ends with 1 before anything is made", async () => {
  const { code, errors } = await run("--tenant-url", server.tenantUrl, "--token", "wrong");
  expect(code).toBe(1);
  expect(errors).toContain("the token is not accepted");
  expect(server.count()).toBe(0);
});
