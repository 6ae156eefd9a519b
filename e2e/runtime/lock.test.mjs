import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireLock, findHolder } from "../../scripts/boot/lock.mjs";

let directory;

beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(os.tmpdir(), "muster-lock-")), "lock");
});

afterEach(() => rm(path.dirname(directory), { recursive: true }));

/** A process that takes the lock, appends "in" and "out" to a file around its turn, and gives the lock back. */
function contender(log) {
  const lockFile = new URL("../../scripts/boot/lock.mjs", import.meta.url).href;
  const program = `
    import { appendFileSync } from "node:fs";
    import { acquireLock } from ${JSON.stringify(lockFile)};
    const lock = await acquireLock(${JSON.stringify(directory)}, {}, () => true);
    appendFileSync(${JSON.stringify(log)}, "in\\n");
    await new Promise((resolve) => setTimeout(resolve, 5));
    appendFileSync(${JSON.stringify(log)}, "out\\n");
    await lock.release();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: "ignore" });
  return new Promise((resolve) => child.once("close", resolve));
}

test("of eight processes that want it at once, each gets it, and never two at a time", async () => {
  const log = path.join(path.dirname(directory), "log");
  expect(await Promise.all(Array.from({ length: 8 }, () => contender(log)))).toEqual(Array(8).fill(0));
  expect((await readFile(log, "utf8")).trim().split("\n")).toEqual(Array(8).fill(["in", "out"]).flat());
});

test("the second learns who has it, and what they noted", async () => {
  const lock = await acquireLock(directory, { what: "server" });
  await lock.update({ url: "http://localhost:3000" });
  const { holder } = await acquireLock(directory, { what: "server" });
  expect(holder).toMatchObject({ pid: process.pid, what: "server", url: "http://localhost:3000" });
  await lock.release();
  expect(await findHolder(directory)).toBeUndefined();
});

test.each([
  ["a process that is no more", { pid: 2 ** 22 + 1, birth: "0 0" }],
  ["a living process that got the number of the holder", { pid: process.pid, birth: "0 0" }],
])("the file of %s counts for nothing, and is cleared away", async (_, stale) => {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "stale.json"), JSON.stringify({ ...stale, held: true }));
  const lock = await acquireLock(directory, {});
  expect(lock.holder).toBeUndefined();
  expect(await readdir(directory)).toHaveLength(1);
  await lock.release();
});
