import { expect, test } from "vitest";
import { PagePositions } from "./page-positions";

const place = (id: string, key: string | null = null) => ({ part: 0, after: { id, key }, since: 0 });

test("a place is known for ten minutes, and the newest one counts", () => {
  const positions = new PagePositions();
  positions.remember("walk 101", place("a"), 0);
  positions.remember("walk 101", place("b"), 1_000);
  expect(positions.recall("walk 101", 600_999)).toEqual(place("b"));
  expect(positions.recall("walk 101", 601_000)).toBeUndefined();
  expect(positions.recall("walk 201", 0)).toBeUndefined();
});

test("the oldest places make room for new ones", () => {
  const positions = new PagePositions();
  for (let index = 0; index < 10_001; index += 1) positions.remember(String(index), place("a"), 0);
  expect(positions.recall("0", 0)).toBeUndefined();
  expect(positions.recall("1", 0)).toBeDefined();
});

test("a sort key that is a book is not kept", () => {
  const positions = new PagePositions();
  positions.remember("walk 101", place("a", "x".repeat(1_001)), 0);
  expect(positions.recall("walk 101", 0)).toBeUndefined();
});
