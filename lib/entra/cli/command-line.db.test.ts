import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { setRequestRate } from "@/lib/console/directories";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { db } from "@/lib/db/client";
import { handleScimNode, handleTokenNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import { serve, stopServersAfterAll } from "../__fixtures__/broken-servers";
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
  folder = await mkdtemp(join(tmpdir(), "entra-"));
});
afterAll(async () => {
  await shutdownScim();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command line as a person would, and gives what it wrote. */
async function entra(...argv: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(argv, {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    draw: () => {},
    isWatched: false,
    signal: new AbortController().signal,
  });
  const text = out.join("\n");
  return { code, text, errors: errors.join("\n"), json: () => JSON.parse(text) };
}

async function connected() {
  const own = await createUnattendedTenant();
  await setRequestRate(own.scope, { directoryId: own.directory.id, requestsPerSecond: 0 });
  const url = tenantUrl(muster, own.directory.application);
  return { own, url, to: ["--tenant-url", url, "--token", own.token.token] };
}

describe("entra cycle", () => {
  test("provisions a file's people, remembers them, and then only what has changed", async () => {
    const { own, to } = await connected();
    const [file, state] = [join(folder, "contoso.yaml"), join(folder, "contoso.state")];
    const people = (title: string) =>
      `users:\n  - { userPrincipalName: ana@contoso.com, displayName: Ana Pérez, jobTitle: ${title}, manager: bo@contoso.com }\n` +
      "  - { userPrincipalName: bo@contoso.com, displayName: Bo }\ngroups:\n  - { displayName: Sales, members: [ana@contoso.com] }\n";
    await writeFile(file, people("Engineer"));
    const command = ["cycle", ...to, "--tenant", file, "--state", state, "--json"];
    const initial = await entra(...command);
    expect(initial.errors).toBe("");
    expect(initial).toMatchObject({ code: 0 });
    expect(initial.json()).toMatchObject({ type: "initial", seen: 3, created: 3, failed: 0, failures: [] });
    expect(Object.keys(initial.json())).toEqual(
      expect.arrayContaining(["updated", "disabled", "deleted", "unchanged", "skipped", "requests", "seconds"]),
    );
    expect((await entra(...command)).json()).toMatchObject({ type: "incremental", seen: 0, updated: 0, requests: 1 });
    await writeFile(file, people("Head of Sales"));
    expect((await entra(...command)).json()).toMatchObject({ seen: 1, updated: 1, failed: 0 });
    const ana = await db.user.findFirst({ where: { directoryId: own.directory.id, userName: "ana@contoso.com" } });
    expect(ana?.attributes).toMatchObject({ title: "Head of Sales" });
  });

  test("makes people up, and speaks the compliant dialect where the Tenant URL says so", async () => {
    const { own, url } = await connected();
    const command = ["cycle", "--tenant-url", `${url}?aadOptscim062020`, "--token", own.token.token];
    const { code, text } = await entra(...command, "--users", "12", "--groups", "7");
    expect([code, text.split("\n")[1]?.trim()]).toEqual([0, "19 created"]);
    expect(await db.user.count({ where: { directoryId: own.directory.id } })).toBe(12);
  });

  test("fails by its exit code and names whom it could not provision", async () => {
    const { own, to } = await connected();
    await db.directory.update({
      where: { id: own.directory.id },
      data: { settings: { domainPolicy: "verified", extensions: [] } },
    });
    const { code, json } = await entra("cycle", ...to, "--users", "2", "--json");
    expect(code).toBe(1);
    expect(json()).toMatchObject({ failed: 2, created: 0 });
    expect(json().failures[0].reason).toContain("contoso.com");
  });

  test("waits in quarantine, unless it is forced", async () => {
    const { own, url } = await connected();
    const state = join(folder, "quarantine.state");
    const run = (token: string, ...more: string[]) =>
      entra("cycle", "--tenant-url", url, "--token", token, "--users", "1", "--state", state, ...more);
    expect(await run("mus_wrong")).toMatchObject({ code: 1 });
    const waiting = await run(own.token.token);
    expect(waiting).toMatchObject({ code: 1, text: "" });
    expect(waiting.errors).toContain("The job is in quarantine");
    expect(await run(own.token.token, "--force")).toMatchObject({ code: 0 });
    expect(await run(own.token.token)).toMatchObject({ code: 0 });
  });

  test("gets its tokens by OAuth client credentials", async () => {
    const { own, url } = await connected();
    const client = await createOAuthClient(own.scope, {
      directoryId: own.directory.id,
      name: "Entra",
      expiresInDays: 365,
    });
    const { code, json } = await entra(
      ...["cycle", "--tenant-url", url, "--token-endpoint", `${muster}/oauth/token`],
      ...["--client-id", client.identifier, "--client-secret", client.secret, "--users", "2", "--json"],
    );
    expect([code, json().created]).toEqual([0, 2]);
  });

  test.each([
    [[], "--tenant-url is needed"],
    [["--tenant-url", "https://x.example"], "--token is needed"],
    [["--tenant-url", "https://x.example", "--token", "x"], "Either --tenant or --users"],
    [["--tenant-url", "https://x.example", "--token", "x", "--users", "many"], "many is no number"],
    [["--tenant-url", "https://x.example", "--token", "x", "--tenant", "/nowhere"], "/nowhere cannot be read"],
    [["--tenant-url", "https://x.example", "--token", "x", "--users", "1", "--mapping", "x"], "There is no mapping x"],
  ])("says what is missing or wrong: %j", async (argv, message) => {
    const { code, errors } = await entra("cycle", ...argv);
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });
});

describe("entra test-connection", () => {
  test("passes against a healthy server, and fails by its exit code against a broken one", async () => {
    const { to, url } = await connected();
    const healthy = await entra("test-connection", ...to, "--json");
    expect(healthy).toMatchObject({ code: 0 });
    expect(healthy.json().passed).toBe(true);
    const wrong = await entra("test-connection", "--tenant-url", url, "--token", "mus_wrong");
    expect(wrong.code).toBe(1);
    expect(wrong.text).toContain("users: unauthorized");
    expect(wrong.text).toContain("CredentialValidationFailure");
  });
});

describe("entra status, logs and restart", () => {
  test("tell what the cycles with a state did, and forget it", async () => {
    const { own, to } = await connected();
    const state = join(folder, "job.state");
    await entra("cycle", ...to, "--users", "3", "--groups", "1", "--state", state);
    const status = await entra("status", "--state", state, "--json");
    expect(status.json()).toMatchObject({
      code: "Active",
      cycles: 1,
      synchronizedEntryCountByType: { User: 3, Group: 1 },
      countEscrowed: 0,
      quarantine: null,
    });
    const created = (await entra("logs", "--state", state, "--action", "create", "--json")).json();
    expect(created.value).toHaveLength(4);
    const [record] = created.value;
    expect(record).toMatchObject({
      provisioningAction: "create",
      sourceIdentity: { identityType: "Group" },
      provisioningStatusInfo: { status: "success", errorInformation: null },
    });
    const person = created.value.at(-1);
    const about = await entra(
      "logs",
      "--state",
      state,
      "--identity",
      person.sourceIdentity.id,
      "--action",
      "create",
      "--csv",
    );
    expect(about.text.split("\r\n")).toHaveLength(2);
    expect(about.text).toContain(person.changeId);
    expect((await entra("logs", "--state", state, "--status", "failure")).text).toBe("No record matches.");
    expect(await entra("restart", "--state", state)).toMatchObject({ code: 0 });
    expect((await entra("status", "--state", state)).text).toContain("NotRun");
    const again = await entra("cycle", ...to, "--users", "3", "--groups", "1", "--state", state, "--json");
    expect(again.json()).toMatchObject({ type: "initial", unchanged: 4, created: 0 });
    expect(await db.user.count({ where: { directoryId: own.directory.id } })).toBe(3);
  });

  test("of a job that never ran say so", async () => {
    for (const command of ["status", "restart"]) {
      const { code, errors } = await entra(command, "--state", join(folder, "nothing"));
      expect([code, errors]).toEqual([1, expect.stringContaining("There is no")]);
    }
  });
});

describe("entra provision-on-demand", () => {
  const company =
    "scope: assigned\nassignments: [{ group: Sales }]\nusers:\n  - { userPrincipalName: ana@contoso.com, displayName: Ana }\n" +
    "  - { userPrincipalName: bo@contoso.com }\ngroups: [{ displayName: Sales, members: [ana@contoso.com] }]\n";

  test("provisions one person step by step, in the legacy dialect, and a group with some members", async () => {
    const { own, to } = await connected();
    const file = join(folder, "demand.yaml");
    await writeFile(file, company);
    const run = (...argv: string[]) => entra("provision-on-demand", ...to, "--tenant", file, "--json", ...argv);
    const made = (await run("--user", "ana@contoso.com")).json();
    expect(made).toMatchObject({ action: "created" });
    expect(made.steps.map(({ name, status }: { name: string; status: string }) => `${name} ${status}`)).toEqual([
      "import success",
      "scope success",
      "match success",
      "action success",
    ]);
    expect((await run("--user", "ana@contoso.com")).json()).toMatchObject({ action: "unchanged" });
    expect((await run("--user", "bo@contoso.com")).json()).toMatchObject({ action: "skipped" });
    expect((await run("--group", "Sales", "--member", "ana@contoso.com")).json()).toMatchObject({ action: "created" });
    expect(await db.member.count({ where: { directoryId: own.directory.id } })).toBe(1);
  });

  test("says what went wrong, and shows Test connection only then", async () => {
    const { url } = await connected();
    const file = join(folder, "demand.yaml");
    await writeFile(file, company);
    const { code, text } = await entra(
      ...[
        "provision-on-demand",
        "--tenant-url",
        url,
        "--token",
        "mus_wrong",
        "--tenant",
        file,
        "--user",
        "ana@contoso.com",
      ],
    );
    expect([code, text]).toEqual([1, expect.stringMatching(/failure\s+testConnection\s+Unauthorized/)]);
    expect(
      (await entra("provision-on-demand", "--tenant-url", url, "--token", "x", "--tenant", file, "--user", "eve"))
        .errors,
    ).toBe("Nobody in the tenant is called eve.");
  });
});
