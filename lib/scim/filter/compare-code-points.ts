/**
 * Orders text by code point, as PostgreSQL's collation "C" orders UTF-8. JavaScript's `<` orders by UTF-16 unit, which
 * puts characters beyond U+FFFF before U+E000–U+FFFF.
 *
 * @returns negative, zero or positive
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

const rank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
