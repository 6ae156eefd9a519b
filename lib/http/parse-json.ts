import type { Json } from "@/lib/scim/json";
import type { Steps } from "@/lib/scim/steps";

/** So many characters are read at once: a millisecond or two. */
const pieceLength = 65_536;

/** JSON text nests deeper than its reader is willing to follow. */
export class NestsTooDeep extends Error {
  override readonly name = "NestsTooDeep";
}

/** An array in JSON text: where its brackets stand, and some of the commas between its elements. */
interface LongArray {
  readonly start: number;
  readonly end: number;
  readonly cuts: readonly number[];
}

/**
 * What JSON.parse makes of a text, made bit by bit: elements of long arrays are read a few at a time. A text without long
 * arrays is read at once.
 *
 * @param depthMax of arrays and objects in each other; brackets inside strings do not count
 * @param length characters that may be read at once
 * @throws SyntaxError as JSON.parse does, NestsTooDeep
 */
export function* parseJson(text: string, depthMax: number, length = pieceLength): Steps<Json> {
  const arrays = yield* longArraysOf(text, depthMax, length);
  if (!arrays || arrays.length === 0) return parse(text);
  yield;
  try {
    return yield* assembled(text, arrays);
  } catch (error) {
    // Only the whole text tells where it is broken.
    if (error instanceof SyntaxError) return parse(text);
    throw error;
  }
}

function parse(text: string): Json {
  const value: Json = JSON.parse(text);
  return value;
}

/** The arrays that are longer than `length`, inner ones before those around them. Undefined: the text is no JSON. */
function* longArraysOf(text: string, depthMax: number, length: number): Steps<readonly LongArray[] | undefined> {
  const arrays: LongArray[] = [];
  // Of the containers that are open at an index, by depth.
  const starts: number[] = [];
  const lastCuts: number[] = [];
  const cutsAt: (number[] | undefined)[] = [];
  let depth = 0;
  let turnAt = length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    switch (code) {
      case 0x22:
        index = endOfString(text, index);
        break;
      case 0x5b:
      case 0x7b:
        if (depth === depthMax) throw new NestsTooDeep();
        starts[depth] = index;
        lastCuts[depth] = code === 0x5b ? index : Infinity;
        cutsAt[depth] = undefined;
        depth += 1;
        break;
      case 0x2c:
        if (depth > 0 && index - (lastCuts[depth - 1] ?? Infinity) > length) {
          (cutsAt[depth - 1] ??= []).push(index);
          lastCuts[depth - 1] = index;
        }
        break;
      case 0x5d:
      case 0x7d: {
        depth -= 1;
        const start = starts[depth];
        // Each bracket's character code is two above that of the one which opens.
        if (start === undefined || depth < 0 || text.charCodeAt(start) !== code - 2) return undefined;
        const cuts = cutsAt[depth];
        if (cuts) arrays.push({ start, end: index, cuts });
      }
    }
    if (index > turnAt) {
      turnAt = index + length;
      yield;
    }
  }
  return depth === 0 ? arrays : undefined;
}

/** Where the quote is that ends the string which begins at `start`; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  let end = start;
  let escaped: boolean;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    escaped = false;
    for (let before = end - 1; text.charCodeAt(before) === 0x5c; before -= 1) escaped = !escaped;
  } while (escaped);
  return end;
}

interface ReadArray extends LongArray {
  readonly elements: readonly Json[];
}

function* assembled(text: string, arrays: readonly LongArray[]): Steps<Json> {
  const read: ReadArray[] = [];
  for (const array of arrays) {
    const elements: Json[] = [];
    let from = array.start + 1;
    for (const to of [...array.cuts, array.end]) {
      const some = parseAround(text, from, to, take(read, from, to), "[", "]");
      if (!Array.isArray(some) || some.length === 0) throw new SyntaxError("An element is missing.");
      for (const each of some) elements.push(each);
      from = to + 1;
      yield;
    }
    read.push({ ...array, elements });
  }
  return parseAround(text, 0, text.length, read);
}

/** Takes out those that stand between two places. They are the last ones: arrays end before the one around them does. */
function take(read: ReadArray[], from: number, to: number): readonly ReadArray[] {
  const inside = read.filter(({ start }) => start >= from && start < to);
  if (inside.length > 0) read.splice(0, read.length, ...read.filter((each) => !inside.includes(each)));
  return inside;
}

/** Reads the text between two places; the arrays in it that are already read are put where they belong. */
function parseAround(
  text: string,
  from: number,
  to: number,
  read: readonly ReadArray[],
  before = "",
  after = "",
): Json {
  let [source, at] = ["", from];
  for (const [index, { start, end }] of read.entries()) {
    // U+0000 begins no string that the caller lets through.
    source += `${text.slice(at, start)}"\\u0000${index}"`;
    at = end + 1;
  }
  source = `${before}${source}${text.slice(at, to)}${after}`;
  if (read.length === 0) return parse(source);
  let found = 0;
  const value: Json = JSON.parse(source, (_key, each: Json) => {
    if (typeof each !== "string" || !each.startsWith("\0")) return each;
    found += 1;
    return read[Number(each.slice(1))]?.elements ?? null;
  });
  // One that stood where no value can, or whose name came twice.
  if (found < read.length) throw new SyntaxError("An array is not where it was.");
  return value;
}
