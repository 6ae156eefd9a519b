// Real processes: what an operator sees when Muster starts, stops and is killed.

import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAlive, waitForEnd } from "../../scripts/postgres/orphan.mjs";
import { readConnection } from "../../scripts/postgres/start-postgres.mjs";
import { ownMuster } from "./own-muster.mjs";

let own;

beforeEach(async () => {
  own = await ownMuster();
});

afterEach(() => own.end());

describe("npm start", () => {
  test("signs sessions with the same secret after a restart, and makes the first admin of the environment once", async () => {
    const admin = {
      MUSTER_ADMIN_EMAIL: "lena@contoso.example",
      MUSTER_ADMIN_PASSWORD: "a long enough passphrase",
      MUSTER_ORGANIZATION: "Contoso",
    };
    const secret = () => readFile(path.join(own.dataDir, "nextauth-secret"), "utf8");
    const first = await own.serving(admin);
    await first.waitFor(/lena@contoso\.example is the owner of Contoso/);
    expect(first.printed()).not.toContain("/setup/");
    const signedWith = await secret();
    await first.stop();
    const second = await own.serving(admin);
    expect(second.printed()).not.toMatch(/owner|\/setup\//);
    expect(await own.query(`SELECT "email" FROM "Admin"`)).toEqual([{ email: "lena@contoso.example" }]);
    expect(await secret()).toBe(signedWith);
  });

  // Another's load on the machine may cost one try its time, not each; what it costs everybody, an empty Node is asked.
  test("serves again in less than five seconds", { retry: 2 }, async () => {
    await (await own.serving()).stop();
    const before = emptyStart();
    const began = Date.now();
    await own.serving();
    const took = Date.now() - began;
    const slowness = Math.max(1, Math.max(before, emptyStart()) / 100);
    expect(took).toBeLessThan(5000 * slowness);
  });
});

/** Milliseconds that Node takes to start and end, with nothing to do; on a machine that does nothing else some fifty. */
function emptyStart() {
  const began = Date.now();
  execFileSync(process.execPath, ["--eval", "0"]);
  return Date.now() - began;
}

describe("a start that cannot be", () => {
  test.each([
    ["PORT", "http", /PORT must be a whole number/],
    ["DATABASE_URL", "mysql://db/muster", /DATABASE_URL must be a PostgreSQL URL/],
    ["MUSTER_PUBLIC_URL", "muster.example.com", /MUSTER_PUBLIC_URL must be the address/],
    ["MUSTER_ORGANIZATION", "Contoso", /MUSTER_ADMIN_EMAIL and MUSTER_ADMIN_PASSWORD must be set too/],
  ])("with %s=%s names the variable and the fix, and exits with 1", async (name, value, message) => {
    const muster = own.launch({ [name]: value });
    expect(await muster.exited).toEqual({ code: 1, signal: null });
    expect(muster.printed()).toMatch(message);
    expect(muster.printed()).not.toMatch(/^\s+at /m);
  });
});

describe("stopping", () => {
  test.each(["SIGTERM", "SIGINT"])("%s ends the server and PostgreSQL, with exit code 0", async (signal) => {
    const muster = await own.serving();
    const { pid } = await readConnection(own.dataDir);
    muster.kill(signal);
    expect(await muster.exited).toEqual({ code: 0, signal: null });
    expect(isAlive(pid)).toBe(false);
  });
});

/** A SCIM request whose body is still on its way: `finish` sends the rest and gives the status of the answer. */
function slowPost(token) {
  const request = http.request(`http://localhost:${own.port}/scim/v2/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
  });
  const answer = new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
  });
  request.write('{"userName":');
  const sent = new Promise((resolve) => request.once("socket", (socket) => socket.once("connect", resolve)));
  return {
    sent,
    finish: () => {
      request.end('"ana@contoso.example"}');
      return answer;
    },
  };
}

test("a request in flight at SIGTERM is answered, and what it wrote is kept", async () => {
  const muster = await own.serving();
  await own.command("org", "create", "--name", "Contoso", "--slug", "contoso");
  const directory = ["--organization", "contoso", "--directory", "people"];
  await own.command(
    "directory",
    "create",
    ...["--organization", "contoso", "--application", "generic", "--slug", "people"],
  );
  const { token } = JSON.parse((await own.command("token", "create", ...directory, "--expires-in", "1d")).printed);
  const request = slowPost(token);
  await request.sent;
  // One more answer on another connection: by then the server has accepted the first.
  await own.health();
  muster.kill("SIGTERM");
  await muster.waitFor(/Stopping/);
  expect(await request.finish()).toBe(201);
  expect(await muster.exited).toEqual({ code: 0, signal: null });
  await own.serving();
  expect(await own.query(`SELECT "userName" FROM "User"`)).toEqual([{ userName: "ana@contoso.example" }]);
});

describe("after kill -9", () => {
  test("of every process, the next start recovers by itself with every committed row", async () => {
    const muster = await own.serving();
    expect((await own.command("org", "create", "--name", "Contoso", "--slug", "contoso")).code).toBe(0);
    const { pid } = await readConnection(own.dataDir);
    muster.kill("SIGKILL");
    const children = process.platform === "win32" ? [] : execFileSync("pgrep", ["-P", `${pid}`], { encoding: "utf8" });
    for (const each of [pid, ...`${children}`.split("\n").filter(Boolean).map(Number)]) {
      if (isAlive(each)) process.kill(each, "SIGKILL");
    }
    await muster.exited;
    await own.serving();
    expect(await own.query(`SELECT "slug" FROM "Organization"`)).toEqual([{ slug: "contoso" }]);
  });

  test("of Muster alone, the next start gets the data directory back from the PostgreSQL left behind", async () => {
    const muster = await own.serving();
    const { pid } = await readConnection(own.dataDir);
    muster.kill("SIGKILL");
    await muster.exited;
    await own.serving();
    expect((await own.health()).status).toBe(200);
    expect(await waitForEnd(pid, 30_000)).toBe(true);
  });

  test("a process number that went to somebody else since does not keep PostgreSQL from starting", async () => {
    await (await own.serving()).stop();
    const stale = `${process.pid}\n${path.join(own.dataDir, "postgres")}\n1700000000\n5432\n\n\n\n`;
    await writeFile(path.join(own.dataDir, "postgres/postmaster.pid"), stale);
    await own.serving();
    expect((await own.health()).status).toBe(200);
  });

  test("of PostgreSQL alone, Muster ends with an error instead of serving without a database", async () => {
    const muster = await own.serving();
    process.kill((await readConnection(own.dataDir)).pid, "SIGKILL");
    expect(await muster.exited).toEqual({ code: 1, signal: null });
  });
});

describe("the operator command line", () => {
  test("works while the server runs, and without it, on the same data", async () => {
    const before = await own.command("org", "create", "--name", "Contoso", "--slug", "contoso");
    expect(before).toMatchObject({ code: 0 });
    const muster = await own.serving();
    expect(JSON.parse((await own.command("org", "list")).printed).organizations).toMatchObject([{ slug: "contoso" }]);
    await muster.stop();
    expect(JSON.parse((await own.command("org", "list")).printed).organizations).toMatchObject([{ slug: "contoso" }]);
  });

  test("several at once wait for each other", async () => {
    const all = await Promise.all(
      ["a", "b", "c"].map((slug) => own.command("org", "create", "--name", slug, "--slug", `org-${slug}`)),
    );
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
  });
});
