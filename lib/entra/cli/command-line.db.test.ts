import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantUrl } from "@/lib/applications/applications";
import { setRequestRate } from "@/lib/console/directories";
import { createOAuthClient } from "@/lib/console/oauth-clients";
import { db } from "@/lib/db/client";
import { handleScimNode, handleTokenNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import { startSmtpInbox } from "@/lib/mail/__fixtures__/smtp-inbox";
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

  test("in quarantine says when it would be tried by itself, and tries now; disabled after 28 days, until it is restarted", async () => {
    const { own, url } = await connected();
    const state = join(folder, "quarantine.state");
    const run = (token: string) =>
      entra("cycle", "--tenant-url", url, "--token", token, "--users", "1", "--state", state);
    expect(await run("mus_wrong")).toMatchObject({ code: 1 });
    const began = JSON.parse(await readFile(state, "utf8")).quarantine.seriesBegan;
    expect((await entra("status", "--state", state)).text).toContain("In quarantine since");
    // 28 days ago.
    const text = await readFile(state, "utf8");
    await writeFile(state, text.replace(`"seriesBegan":${began}`, `"seriesBegan":${began - 28 * 24 * 60 * 60 * 1000}`));
    const disabled = await run(own.token.token);
    expect(disabled).toMatchObject({ code: 1, text: "" });
    expect(disabled.errors).toContain("disabled");
    expect((await entra("status", "--state", state, "--json")).json()).toMatchObject({ code: "Disabled" });
    expect(await entra("restart", "--state", state)).toMatchObject({ code: 0 });
    expect(await run("mus_wrong")).toMatchObject({ code: 1 });
    const tried = await run(own.token.token);
    expect(tried).toMatchObject({ code: 0 });
    expect(tried.errors).toContain("By itself it would be tried again at");
    expect((await run(own.token.token)).errors).toBe("");
  });

  test("sends one e-mail when the quarantine begins, to a real SMTP server, and none while it lasts", async () => {
    const { own, url } = await connected();
    const inbox = await startSmtpInbox();
    const state = join(folder, "mailed.state");
    const run = (token: string, smtp = `smtp://127.0.0.1:${inbox.port}`) =>
      entra(
        ...["cycle", "--tenant-url", url, "--token", token, "--users", "1", "--state", state],
        ...["--notify", "it@contoso.example", "--smtp", smtp],
      );
    await run("mus_wrong");
    await run("mus_wrong");
    expect(inbox.received.map(({ envelopeTo }) => envelopeTo)).toEqual([["it@contoso.example"]]);
    const [mail] = inbox.received;
    expect(mail?.subject).toContain("is in quarantine");
    expect(mail?.text).toContain("Reason: EncounteredQuarantineException");
    expect(mail?.text).toContain("Unauthorized");
    expect(await run(own.token.token)).toMatchObject({ code: 0 });
    await run("mus_wrong");
    expect(inbox.received).toHaveLength(2);
    await inbox.stop();
    await run(own.token.token);
    // Nobody there: the cycle is what counts.
    expect((await run("mus_wrong")).errors).toContain("No e-mail was sent");
    expect((await run(own.token.token, "http://mail.example")).errors).toContain("--smtp");
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

describe("entra run", () => {
  const fast = ["--speed", "100000000x"];
  const lines = (text: string) => text.split("\n").map((line): unknown => JSON.parse(line));

  test("lives through weeks in seconds, one JSON object a cycle, and the directory is what it should be", async () => {
    const { own, to } = await connected();
    const state = join(folder, "life.state");
    const people = ["--users", "40", "--groups", "10", "--domain", "contoso.example"];
    const run = (...more: string[]) => entra("run", ...to, ...people, ...fast, "--state", state, "--json", ...more);
    const first = await run("--every", "7d", "--cycles", "6");
    expect(first.errors).toBe("");
    expect(first.code).toBe(0);
    const all = lines(first.text);
    expect(all).toHaveLength(7);
    expect(all[0]).toMatchObject({ cycle: 1, type: "initial", created: 50, happened: {}, undeserved: 0 });
    expect(all[6]).toMatchObject({ summary: { cycles: 6, undeserved: 0, differences: [] } });
    // The next run goes on where this one ended: five weeks after the beginning.
    const more = lines((await run("--every", "1d", "--for", "3d")).text);
    expect(more).toHaveLength(4);
    expect(more[0]).toMatchObject({ cycle: 1, type: "incremental" });
    const begun = all[5];
    const goesOn = more[0];
    const at = (line: unknown) => Date.parse(typeof line === "object" && line && "at" in line ? String(line.at) : "");
    expect(at(goesOn) - at(begun)).toBe(24 * 60 * 60 * 1000);
    const verify = ["verify", ...to, ...people, "--state", state];
    expect(await entra(...verify)).toMatchObject({ code: 0 });
    // After a restart everybody is found again.
    await entra("restart", "--state", state);
    expect(await run("--every", "40m", "--cycles", "1", "--still")).toMatchObject({ code: 0 });
    const somebody = await db.user.findFirst({ where: { directoryId: own.directory.id, active: true } });
    await db.user.delete({ where: { directoryId_id: { directoryId: own.directory.id, id: somebody?.id ?? "" } } });
    const told = await entra(...verify);
    expect(told.code).toBe(1);
    expect(told.text).toContain(`user ${somebody?.userName}: is missing`);
    expect((await run("--still", "--cycles", "1")).code).toBe(1);
  });

  test("tells failures that were deserved from those that were not, by its exit code too", async () => {
    const { own, to } = await connected();
    await db.directory.update({
      where: { id: own.directory.id },
      data: { settings: { domainPolicy: "verified", extensions: [] } },
    });
    const run = (...more: string[]) => entra("run", ...to, "--users", "3", ...fast, "--cycles", "1", ...more);
    const undeserved = await run();
    expect(undeserved.code).toBe(1);
    expect(undeserved.text).toContain("3 failures were not.");
    const deserved = await run("--accepts", "contoso.example");
    expect(deserved).toMatchObject({ code: 0, errors: "" });
    expect(deserved.text).toContain("3 failures were deserved.");
  });

  test("keeps a quarantine: 6, 12 and 24 hours, then every day, and after 28 days it is disabled until a restart", async () => {
    const { own, url } = await connected();
    const state = join(folder, "quarantined.state");
    const run = (token: string, ...more: string[]) =>
      entra(
        ...["run", "--tenant-url", url, "--token", token, "--users", "3", ...fast, "--state", state, "--json"],
        ...["--every", "6h", "--no-verify", ...more],
      );
    const waiting = await run("mus_wrong", "--cycles", "12");
    expect(waiting.code).toBe(1);
    const tried = lines(waiting.text)
      .slice(0, -1)
      .flatMap((line, due) => (typeof line === "object" && line && "waits" in line ? [] : [due * 6]));
    expect(tried).toEqual([0, 6, 18, 42, 66]);
    const disabled = await run("mus_wrong", "--for", "30d");
    expect(disabled.code).toBe(1);
    expect(disabled.errors).toContain("disabled");
    expect((await entra("status", "--state", state, "--json")).json()).toMatchObject({ code: "Disabled" });
    await entra("restart", "--state", state);
    expect(await run(own.token.token, "--cycles", "1")).toMatchObject({ code: 0 });
    expect((await entra("status", "--state", state, "--json")).json()).toMatchObject({ code: "Active" });
  });

  test("says in a line a cycle what has happened and what was done", async () => {
    const { to } = await connected();
    const { code, text } = await entra(
      "run",
      ...to,
      "--users",
      "30",
      "--groups",
      "9",
      ...fast,
      ...["--every", "10d", "--cycles", "4"],
    );
    expect(code).toBe(0);
    const [initial = "", second = ""] = text.split("\n");
    expect(initial).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d {2}initial {2}nothing happened {2}→ {2}39 created {2}\(\d+ requests, [\d.]+ s\)$/,
    );
    expect(second).toMatch(/incremental {2}\d+ [a-z ]+(, \d+ [a-z ]+)* {2}→ /);
    expect(text).toContain("The directory is what it should be.");
    expect(text).toMatch(/^4 cycles until \S+, \d+ requests; \d+ people\.$/m);
  });

  test.each([
    [["--every", "40"], "40m"],
    [["--speed", "fast"], "60x"],
    [["--notify", "it@contoso.example"], "--smtp"],
  ])("refuses %j and says how it is written", async (options, hint) => {
    const refused = await entra(
      "run",
      "--tenant-url",
      "http://localhost:1",
      "--token",
      "x",
      "--users",
      "1",
      ...options,
    );
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toContain(hint);
  });
});
