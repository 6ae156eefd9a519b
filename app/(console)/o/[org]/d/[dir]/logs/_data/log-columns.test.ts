import { expect, test } from "vitest";
import { isStandard, logColumns, readColumns, standardColumns, writeColumns } from "./log-columns";

test.each([
  ["the standard ones need no cookie", standardColumns, undefined],
  ["fewer are kept", ["duration"] as const, "duration"],
  ["none is a choice as well", [], ""],
  ["all are kept", logColumns, logColumns.join(".")],
])("%s", (_, columns, text) => {
  expect(writeColumns(columns)).toBe(text);
  expect(readColumns(text)).toEqual(columns);
});

test("a cookie with names of other days, or of nobody's, gives the columns that there are, each once and in order", () => {
  expect(readColumns("requestId.source.__proto__.address.address")).toEqual(["address", "requestId"]);
});

test("only a choice of more than the standard columns wants room of its own", () => {
  expect(isStandard(["identity"])).toBe(true);
  expect(isStandard([...standardColumns, "cycle"])).toBe(false);
});
