// Real processes: what an operator sees when Muster starts, stops and is killed.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAlive, waitForEnd } from "../../scripts/postgres/orphan.mjs";
import { readConnection } from "../../scripts/postgres/start-postgres.mjs";
import { freePort, launchMuster, readyLine } from "../../scripts/testing/start-muster.mjs";

let parent;
let dataDir;
let port;
let started;

/** Starts Muster on this test's data directory. */
function launch(env = {}, options = {}) {
  const muster = launchMuster(
    { PORT: `${port}`, MUSTER_DATA_DIR: dataDir, MUSTER_LOG_LEVEL: "error", ...env },
    options,
  );
  started.push(muster);
  return muster;
}

async function serving(env) {
  const muster = launch(env);
  await muster.waitFor(readyLine);
  return muster;
}

const command = async (...args) => {
  const muster = launch({}, { script: "scripts/muster.mjs", args: [...args, "--json"] });
  const { code } = await muster.exited;
  return { code, printed: muster.printed() };
};

const health = () => fetch(`http://localhost:${port}/api/health`);

/** A mktemp -d of mode 0700, as CI clones into: PostgreSQL's own user cannot pass through it. */
beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), "muster-runtime-"));
  dataDir = path.join(parent, "data");
  port = await freePort();
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((muster) => muster.stop()));
  await rm(parent, { recursive: true, force: true });
});

async function query(sql) {
  const { url } = await readConnection(dataDir);
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe("npm start", () => {
  test("on an empty data directory serves, prints the URL and a set-up link that works", async () => {
    const muster = launch();
    const [, url] = await muster.waitFor(readyLine);
    expect(url).toBe(`http://localhost:${port}`);
    const response = await health();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
    const [link] = await muster.waitFor(/http\S+\/setup\/\w+/);
    expect((await fetch(link)).status).toBe(200);
  });

  test("keeps its secrets to itself: files of the data directory are for their owner only", async () => {
    await serving();
    for (const name of ["nextauth-secret", "postgres-password", "postgres.json", "postgres.log"]) {
      expect(((await stat(path.join(dataDir, name))).mode & 0o777).toString(8), name).toBe("600");
    }
    expect(((await stat(path.join(dataDir, "postgres"))).mode & 0o777).toString(8)).toBe("700");
  });

  test("logs no secret of a link's address, however much it logs", async () => {
    const muster = await serving({ MUSTER_LOG_LEVEL: "trace" });
    await command("org", "create", "--name", "Contoso", "--slug", "contoso");
    await command("directory", "create", "--organization", "contoso", "--application", "8x8", "--slug", "8x8");
    const { printed } = await command(
      "setup-link",
      "create",
      "--organization",
      "contoso",
      "--directory",
      "8x8",
      "--for",
      "IT",
    );
    const { setupLink } = JSON.parse(printed);
    expect((await fetch(setupLink)).status).toBe(200);
    expect((await fetch(`${setupLink}x`)).status).toBe(404);
    expect(muster.printed()).not.toContain(new URL(setupLink).pathname.split("/").at(-1));
  });

  test("signs sessions with the same secret after a restart", async () => {
    await (await serving()).stop();
    const secret = await readFile(path.join(dataDir, "nextauth-secret"), "utf8");
    await serving();
    expect(await readFile(path.join(dataDir, "nextauth-secret"), "utf8")).toBe(secret);
  });

  test("makes the first admin of the environment, once, and then prints no link", async () => {
    const admin = {
      MUSTER_ADMIN_EMAIL: "lena@contoso.example",
      MUSTER_ADMIN_PASSWORD: "a long enough passphrase",
      MUSTER_ORGANIZATION: "Contoso",
    };
    const first = await serving(admin);
    await first.waitFor(/lena@contoso\.example is the owner of Contoso/);
    expect(first.printed()).not.toContain("/setup/");
    await first.stop();
    const second = await serving(admin);
    expect(second.printed()).not.toMatch(/owner|\/setup\//);
    expect(await query(`SELECT "email" FROM "Admin"`)).toEqual([{ email: "lena@contoso.example" }]);
  });

  // Another's load on the machine may cost one try its time, not each.
  test("serves again in less than five seconds", { retry: 2 }, async () => {
    await (await serving()).stop();
    const began = Date.now();
    await serving();
    expect(Date.now() - began).toBeLessThan(5000);
  });
});

describe("a start that cannot be", () => {
  test.each([
    ["PORT", "http", /PORT must be a whole number/],
    ["DATABASE_URL", "mysql://db/muster", /DATABASE_URL must be a PostgreSQL URL/],
    ["MUSTER_PUBLIC_URL", "muster.example.com", /MUSTER_PUBLIC_URL must be the address/],
    ["MUSTER_ORGANIZATION", "Contoso", /MUSTER_ADMIN_EMAIL and MUSTER_ADMIN_PASSWORD must be set too/],
  ])("with %s=%s names the variable and the fix, and exits with 1", async (name, value, message) => {
    const muster = launch({ [name]: value });
    expect(await muster.exited).toEqual({ code: 1, signal: null });
    expect(muster.printed()).toMatch(message);
    expect(muster.printed()).not.toMatch(/^\s+at /m);
  });

  test("beside one on the same data directory says which process has it, and exits with 1", async () => {
    const first = await serving();
    const second = launch({ PORT: `${await freePort()}` });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.printed()).toMatch(new RegExp(`already runs .*process ${first.pid}, http://localhost:${port}`));
    expect((await health()).status).toBe(200);
  });

  test("on a port that is in use says so before anything else is started", async () => {
    await serving();
    dataDir = path.join(parent, "other");
    const second = launch();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.printed()).toMatch(/Port \d+ is in use/);
  });
});

describe("stopping", () => {
  test.each(["SIGTERM", "SIGINT"])("%s ends the server and PostgreSQL, with exit code 0", async (signal) => {
    const muster = await serving();
    const { pid } = await readConnection(dataDir);
    muster.kill(signal);
    expect(await muster.exited).toEqual({ code: 0, signal: null });
    expect(isAlive(pid)).toBe(false);
  });
});

/** A SCIM request whose body is still on its way: `finish` sends the rest and gives the status of the answer. */
function slowPost(token) {
  const request = http.request(`http://localhost:${port}/scim/v2/Users`, {
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
  const muster = await serving();
  await command("org", "create", "--name", "Contoso", "--slug", "contoso");
  const directory = ["--organization", "contoso", "--directory", "people"];
  await command(
    "directory",
    "create",
    ...["--organization", "contoso", "--application", "generic", "--slug", "people"],
  );
  const { token } = JSON.parse((await command("token", "create", ...directory, "--expires-in", "1d")).printed);
  const request = slowPost(token);
  await request.sent;
  // One more answer on another connection: by then the server has accepted the first.
  await health();
  muster.kill("SIGTERM");
  await muster.waitFor(/Stopping/);
  expect(await request.finish()).toBe(201);
  expect(await muster.exited).toEqual({ code: 0, signal: null });
  await serving();
  expect(await query(`SELECT "userName" FROM "User"`)).toEqual([{ userName: "ana@contoso.example" }]);
});

describe("after kill -9", () => {
  test("of every process, the next start recovers by itself with every committed row", async () => {
    const muster = await serving();
    expect((await command("org", "create", "--name", "Contoso", "--slug", "contoso")).code).toBe(0);
    const { pid } = await readConnection(dataDir);
    muster.kill("SIGKILL");
    const children = process.platform === "win32" ? [] : execFileSync("pgrep", ["-P", `${pid}`], { encoding: "utf8" });
    for (const each of [pid, ...`${children}`.split("\n").filter(Boolean).map(Number)]) {
      if (isAlive(each)) process.kill(each, "SIGKILL");
    }
    await muster.exited;
    await serving();
    expect(await query(`SELECT "slug" FROM "Organization"`)).toEqual([{ slug: "contoso" }]);
  });

  test("of Muster alone, the next start gets the data directory back from the PostgreSQL left behind", async () => {
    const muster = await serving();
    const { pid } = await readConnection(dataDir);
    muster.kill("SIGKILL");
    await muster.exited;
    await serving();
    expect((await health()).status).toBe(200);
    expect(await waitForEnd(pid, 5000)).toBe(true);
  });

  test("a process number that went to somebody else since does not keep PostgreSQL from starting", async () => {
    await (await serving()).stop();
    const stale = `${process.pid}\n${path.join(dataDir, "postgres")}\n1700000000\n5432\n\n\n\n`;
    await writeFile(path.join(dataDir, "postgres/postmaster.pid"), stale);
    await serving();
    expect((await health()).status).toBe(200);
  });

  test("of PostgreSQL alone, Muster ends with an error instead of serving without a database", async () => {
    const muster = await serving();
    process.kill((await readConnection(dataDir)).pid, "SIGKILL");
    expect(await muster.exited).toEqual({ code: 1, signal: null });
  });
});

describe("the operator command line", () => {
  test("works while the server runs, and without it, on the same data", async () => {
    const before = await command("org", "create", "--name", "Contoso", "--slug", "contoso");
    expect(before).toMatchObject({ code: 0 });
    const muster = await serving();
    expect(JSON.parse((await command("org", "list")).printed).organizations).toMatchObject([{ slug: "contoso" }]);
    await muster.stop();
    expect(JSON.parse((await command("org", "list")).printed).organizations).toMatchObject([{ slug: "contoso" }]);
  });

  test("several at once wait for each other", async () => {
    const all = await Promise.all(
      ["a", "b", "c"].map((slug) => command("org", "create", "--name", slug, "--slug", `org-${slug}`)),
    );
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
  });
});
