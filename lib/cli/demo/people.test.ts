import { expect, test } from "vitest";
import { DemoClock, seededRandom } from "./clock";
import { people } from "./people";

test("every login is one person's, and fits an e-mail address", () => {
  expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
  for (const { login } of people) expect(login).toMatch(/^[a-z]+(\.[a-z]+)+$/);
});

test("everybody but one has a manager, who is listed before them", () => {
  const numbers = new Map(people.map(({ login, number }) => [login, number]));
  expect(people.filter(({ manager }) => manager === undefined)).toHaveLength(1);
  for (const { manager, number } of people) {
    if (manager !== undefined) expect(numbers.get(manager)).toBeLessThan(number);
  }
});

test("names come in many scripts", () => {
  const scripts = [
    "Latin",
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Han",
    "Hangul",
    "Devanagari",
    "Thai",
    "Georgian",
    "Armenian",
  ];
  const all = people.map(({ display }) => display).join(" ");
  for (const script of scripts)
    expect([script, new RegExp(`\\p{Script=${script}}`, "u").test(all)]).toEqual([script, true]);
});

test("the clock runs forward, ends at the end, and is the same at every run", () => {
  const end = new Date("2026-11-21T12:00:00Z");
  const run = () => {
    const clock = new DemoClock(end, seededRandom(1));
    clock.goTo(0.0001);
    return Array.from({ length: 100 }, () => clock.tick().at.getTime());
  };
  const times = run();
  expect(times).toEqual(run());
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBe(end.getTime());
});

test("ids of the clock's moments sort by time", () => {
  const clock = new DemoClock(new Date("2026-11-21T12:00:00Z"), seededRandom(1));
  clock.goTo(6);
  const ids = Array.from({ length: 50 }, () => clock.tick().requestId);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(50);
});
