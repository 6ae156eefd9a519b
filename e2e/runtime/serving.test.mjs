// What a Muster that was started on an empty data directory is like. One for all: the tests only look at it.

import { stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, readyLine } from "../../scripts/testing/start-muster.mjs";
import { ownMuster } from "./own-muster.mjs";

let own;
let muster;

beforeAll(async () => {
  own = await ownMuster();
  // It logs as much as it can: what it must not say is looked for in it.
  muster = own.launch({ MUSTER_LOG_LEVEL: "trace" });
});

afterAll(() => own.end());

describe("npm start", () => {
  test("on an empty data directory serves, prints the URL and a set-up link that works", async () => {
    const [, url] = await muster.waitFor(readyLine);
    expect(url).toBe(`http://localhost:${own.port}`);
    const response = await own.health();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
    const [link] = await muster.waitFor(/http\S+\/setup\/\w+/);
    expect((await fetch(link)).status).toBe(200);
  });

  test("keeps its secrets to itself: files of the data directory are for their owner only", async () => {
    for (const name of ["nextauth-secret", "postgres-password", "postgres.json", "postgres.log"]) {
      expect(((await stat(path.join(own.dataDir, name))).mode & 0o777).toString(8), name).toBe("600");
    }
    expect(((await stat(path.join(own.dataDir, "postgres"))).mode & 0o777).toString(8)).toBe("700");
  });

  test("logs no secret of a link's address, however much it logs", async () => {
    await own.command("org", "create", "--name", "Contoso", "--slug", "contoso");
    await own.command("directory", "create", "--organization", "contoso", "--application", "8x8", "--slug", "8x8");
    const place = ["--organization", "contoso", "--directory", "8x8"];
    const { printed } = await own.command("setup-link", "create", ...place, "--for", "IT");
    const { setupLink } = JSON.parse(printed);
    expect((await fetch(setupLink)).status).toBe(200);
    expect((await fetch(`${setupLink}x`)).status).toBe(404);
    expect(muster.printed()).not.toContain(new URL(setupLink).pathname.split("/").at(-1));
  });
});

describe("a start that cannot be", () => {
  test("beside one on the same data directory says which process has it, and exits with 1", async () => {
    const second = own.launch({ PORT: `${await freePort()}` });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.printed()).toMatch(new RegExp(`already runs .*process ${muster.pid}, http://localhost:${own.port}`));
    expect((await own.health()).status).toBe(200);
  });

  test("on a port that is in use says so before anything else is started", async () => {
    const second = own.launch({ MUSTER_DATA_DIR: path.join(own.parent, "other") });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.printed()).toMatch(/Port \d+ is in use/);
    await expect(stat(path.join(own.parent, "other", "postgres"))).rejects.toThrow("ENOENT");
  });
});
