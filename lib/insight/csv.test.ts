import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("values are separated, quoted where they must be, and end with CR LF (RFC 4180)", () => {
  expect(csvLine(["a", 1.5, null, undefined, `say "hi", you`, "two\nlines"])).toBe(
    `a,1.5,,,"say ""hi"", you","two\nlines"\r\n`,
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "=cmd|' /C calc'!A0"])(
  "%j is text in a spreadsheet, not a formula",
  (value) => {
    expect(csvLine([value])).toMatch(/^"?'/);
  },
);

test("numbers of ours stay numbers", () => {
  expect(csvLine([-3])).toBe("-3\r\n");
});
