import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");

/** Rows of the conformance table: requirement, file, test file, name of the test. */
const rows = readme
  .split("\n")
  .filter((line) => /^\| \d{4} §/.test(line))
  .map((line) => {
    const [, rfc = "", requirement = "", file = "", test = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [, testFile = "", name = ""] = /^`(.+?)` "(.+)"$/.exec(test) ?? [];
    return { rfc, requirement, file: file.replaceAll("`", ""), testFile, name };
  });

test("the conformance table has rows", () => {
  expect(rows.length).toBeGreaterThan(130);
});

test.each(rows)("$rfc $requirement: its file and its test exist", ({ file, testFile, name }) => {
  expect(existsSync(new URL(file, root)), file).toBe(true);
  const source = readFileSync(new URL(testFile, root), "utf8");
  expect(name, testFile).not.toBe("");
  expect(source).toContain(name);
});
