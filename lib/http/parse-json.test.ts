import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@/lib/scim/json";
import { atOnce } from "@/lib/scim/steps";
import { NestsTooDeep, parseJson } from "./parse-json";

// The same cases at each run; another seed looks further.
fc.configureGlobal({ seed: 20261122 });

const outcome = (read: () => Json) => {
  try {
    return { value: read() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : error };
  }
};
const inPieces = (text: string, length: number) => atOnce(parseJson(text, 100, length));

/** JSON text with arrays in it, some of which are long beside pieces of a few characters; with blanks where they may be. */
const jsonText = fc
  .tuple(
    fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string(), fc.constantFrom('["', "]}", "\\", ",,")),
        fc.array(tie("json"), { maxLength: 8 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "a")), tie("json"), { maxKeys: 5 }),
      ),
    })).json,
    fc.constantFrom(undefined, 1, "\t"),
  )
  .map(([value, space]) => JSON.stringify(value, undefined, space))
  .filter((text) => !text.includes("\\u0000"));

const length = fc.integer({ min: 1, max: 20 });

test("what is read in pieces is what JSON.parse reads", () => {
  fc.assert(
    fc.property(jsonText, length, (text, piece) => {
      expect(JSON.stringify(inPieces(text, piece))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test("text that is broken anywhere has the same outcome as with JSON.parse", () => {
  const damage = fc.constantFrom("", ",", "]", "}", "[", "{", '"', ":", " ", "1", "\\");
  fc.assert(
    fc.property(jsonText, length, fc.nat(), fc.nat(3), damage, (text, piece, at, gone, put) => {
      const start = at % (text.length + 1);
      const broken = text.slice(0, start) + put + text.slice(start + gone);
      expect(outcome(() => inPieces(broken, piece))).toEqual(outcome(() => JSON.parse(broken)));
    }),
    { numRuns: 500 },
  );
});

test.each([
  `[1,${" ".repeat(50)},2]`,
  `{[${"1,".repeat(30)}1]:1}`,
  `{"a":[${"1,".repeat(30)}1],"a":2}`,
  `{"__proto__":[${"1,".repeat(30)}1]}`,
  `[${"1,".repeat(30)}1}`,
  `[${"[1,2,3,4,5,6,7,8,9,10,11,12],".repeat(9)}1,]`,
])("%s has the same outcome as with JSON.parse", (text) => {
  const read = outcome(() => inPieces(text, 5));
  expect(JSON.stringify(read)).toBe(JSON.stringify(outcome(() => JSON.parse(text))));
});

test("a long array is read bit by bit", () => {
  const text = JSON.stringify({ members: Array.from({ length: 1_000 }, (_, index) => ({ value: `${index}` })) });
  const steps = parseJson(text, 10, 1_000);
  let count = 0;
  while (!steps.next().done) count += 1;
  expect(count).toBeGreaterThan((2 * text.length) / 1_000 - 5);
});

test("what nests too deep is not read", () => {
  expect(() => atOnce(parseJson("[[[]]]", 2))).toThrow(NestsTooDeep);
  expect(atOnce(parseJson('[["[[["]]', 2))).toEqual([["[[["]]);
});
