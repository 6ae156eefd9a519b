import { describe, expect, test } from "vitest";
import { groupBursts, type LogEntry } from "./group-bursts";
import type { EventRow } from "./logs";

const start = Date.UTC(2026, 10, 21, 12);

const row = (secondsAgo: number, change: Partial<EventRow>): EventRow => ({
  id: `row ${secondsAgo}`,
  at: new Date(start - secondsAgo * 1000),
  durationMs: 3,
  action: "create",
  status: "success",
  httpStatus: 201,
  resourceType: "User",
  resourceId: `user ${secondsAgo}`,
  name: `Person ${secondsAgo}`,
  userName: null,
  externalId: null,
  code: null,
  entraCode: null,
  credentialId: "token",
  ip: null,
  userAgent: null,
  dialect: null,
  isDecision: false,
  isHeld: false,
  scimType: null,
  detail: null,
  modifiedPaths: [],
  modifiedMore: 0,
  added: 0,
  removed: 0,
  ...change,
});

/** So many rows, a second apart, the first of them `from` seconds ago. */
const many = (count: number, from: number, change: Partial<EventRow> = {}) =>
  Array.from({ length: count }, (_, index) => row(from + index, change));

const members = (added: number, removed = 0, resourceId = "sales"): Partial<EventRow> => ({
  action: "update",
  resourceType: "Group",
  resourceId,
  modifiedPaths: ["members"],
  added,
  removed,
});

const told = (entries: readonly LogEntry[]) =>
  entries.map(({ row: single, burst }) =>
    burst === undefined ? single.id : `${burst.kind} ${burst.count} −${burst.removed} in ${burst.rows.length}`,
  );

describe("bursts of the log", () => {
  test("are members of one group, summed up, and people that were created, counted", () => {
    const rows = [
      row(0, { action: "disable" }),
      ...many(5, 1, members(1)),
      ...many(2, 6, members(100, 3)),
      ...many(6, 8),
      row(14, { resourceType: "Group" }),
    ];
    expect(told(groupBursts(rows))).toEqual(["row 0", "members 205 −6 in 7", "create 6 −0 in 6", "row 14"]);
  });

  test("are five at least, and lose no row nor its order", () => {
    expect(told(groupBursts(many(4, 0)))).toEqual(["row 0", "row 1", "row 2", "row 3"]);
    const rows = [...many(3, 0), ...many(9, 3, members(1)), ...many(5, 12)];
    expect(groupBursts(rows).flatMap(({ row: single, burst }) => burst?.rows ?? single ?? [])).toEqual(rows);
    expect(groupBursts([])).toEqual([]);
  });

  test.each<[string, Partial<EventRow>, Partial<EventRow>]>([
    ["another group", members(1), members(1, 0, "finance")],
    ["another outcome", {}, { status: "failure", code: "MUSTER-U01" }],
    ["another reason", { status: "failure", code: "MUSTER-U01" }, { status: "failure", code: "MUSTER-D01" }],
    ["another token", {}, { credentialId: "other" }],
    ["ten minutes without one", {}, { at: new Date(start - 3_600_000) }],
  ])("end with %s", (_, first, second) => {
    const entries = groupBursts([...many(5, 0, first), ...many(6, 5, second)]);
    expect(entries.map(({ burst }) => burst?.rows.length)).toEqual([5, 6]);
  });

  test.each<[string, Partial<EventRow>]>([
    ["other attributes of a group", { ...members(1), modifiedPaths: ["members", "displayName"] }],
    ["refused members", { ...members(1), status: "failure" }],
    ["what had nothing to change", { status: "skipped" }],
    ["groups that were created", { resourceType: "Group" }],
    ["people who were disabled", { action: "disable" }],
    ["look-ups", { action: "read" }],
  ])("are not %s: each is told", (_, change) => {
    expect(groupBursts(many(6, 0, change))).toHaveLength(6);
  });
});
