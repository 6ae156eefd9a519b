import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time";

const tick = () => new Promise((resolve) => setImmediate(resolve));

test("tasks of one key never overlap and keep their order, also after one that failed", async () => {
  const seen: string[] = [];
  const task = (name: string) => async () => {
    seen.push(`${name} begins`);
    await tick();
    seen.push(`${name} ends`);
    if (name === "first") throw new Error("first fails");
    return name;
  };
  const results = await Promise.allSettled(["first", "second", "third"].map((name) => oneAtATime("key", task(name))));
  expect(seen).toEqual(["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(results.map((result) => result.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
});

test("tasks of different keys do not wait for each other", async () => {
  let release = () => {};
  const held = oneAtATime("held", () => new Promise<void>((resolve) => (release = resolve)));
  await expect(oneAtATime("free", () => Promise.resolve("done"))).resolves.toBe("done");
  release();
  await held;
});
