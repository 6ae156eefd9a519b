import { invalidFilter } from "../errors";
import { syntaxError, tokenize, type Token, type Tokens } from "../path/lexer";
import { quote } from "../quote";
import type { CompareOperator, Filter, Literal } from "./filter";

/** Characters of a filter, and how deep parentheses may nest: beyond that a filter is an attack, not a question. */
export const maxFilterLength = 8192;
export const maxFilterDepth = 50;

const compareOperators: ReadonlyMap<string, CompareOperator> = new Map(
  (["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const).map((each) => [each, each]),
);

/**
 * Parses a filter (RFC 7644 §3.4.2.2). Operators are case-insensitive; `and` binds tighter than `or`. Beyond the RFC it
 * reads `emails[type eq "work"].value eq "x"` (Entra's matching query; the same as `emails[type eq "work" and value eq
 * "x"]`) and bare words as literals (ENTRA.md §2.3).
 *
 * @throws ScimError 400 invalidFilter
 */
export function parseFilter(text: string): Filter {
  if (text.length > maxFilterLength) {
    throw invalidFilter(
      `The filter has ${text.length} characters; at most ${maxFilterLength} are accepted. Ask in several requests.`,
    );
  }
  const tokens = tokenize(text, "filter");
  if (tokens.peek().kind === "end") {
    throw invalidFilter(
      'The filter is empty. Write one such as userName eq "ana@contoso.com", or leave the parameter out.',
    );
  }
  const filter = parseOr(tokens, 0);
  if (tokens.peek().kind !== "end") throw unexpected(tokens, "the end, and, or or");
  return filter;
}

/** Parses the filter of a value path, after its `[` and up to before its `]`. */
export function parseValueFilter(tokens: Tokens): Filter {
  return parseOr(tokens, 0, true);
}

function parseOr(tokens: Tokens, depth: number, inValuePath = false): Filter {
  const operands = [parseAnd(tokens, depth, inValuePath)];
  while (tokens.takeWord("or")) operands.push(parseAnd(tokens, depth, inValuePath));
  return joined("or", operands);
}

function parseAnd(tokens: Tokens, depth: number, inValuePath: boolean): Filter {
  const operands = [parseTerm(tokens, depth, inValuePath)];
  while (tokens.takeWord("and")) operands.push(parseTerm(tokens, depth, inValuePath));
  return joined("and", operands);
}

function joined(kind: "and" | "or", operands: readonly Filter[]): Filter {
  const [first] = operands;
  return first !== undefined && operands.length === 1 ? first : { kind, operands };
}

function parseTerm(tokens: Tokens, depth: number, inValuePath: boolean): Filter {
  if (depth >= maxFilterDepth) {
    throw invalidFilter(`The filter nests parentheses more than ${maxFilterDepth} deep. Write it flatter.`);
  }
  const following = tokens.peek(1);
  if (following.kind === "(" && tokens.takeWord("not")) {
    return { kind: "not", operand: parseGroup(tokens, depth, inValuePath) };
  }
  if (tokens.peek().kind === "(") return parseGroup(tokens, depth, inValuePath);
  const token = tokens.next();
  if (token.kind !== "word") throw unexpected(tokens, "an attribute", token);
  return tokens.peek().kind === "["
    ? parseValuePath(tokens, token.text, depth, inValuePath)
    : parseComparison(tokens, token.text);
}

function parseGroup(tokens: Tokens, depth: number, inValuePath: boolean): Filter {
  tokens.next();
  const filter = parseOr(tokens, depth + 1, inValuePath);
  if (!tokens.take(")")) throw unexpected(tokens, "and, or or )");
  return filter;
}

function parseValuePath(tokens: Tokens, path: string, depth: number, inValuePath: boolean): Filter {
  if (inValuePath) throw unexpected(tokens, "an operator; value paths do not nest");
  tokens.next();
  const filter = parseOr(tokens, depth + 1, true);
  if (!tokens.take("]")) throw unexpected(tokens, "and, or or ]");
  const sub = tokens.peek();
  if (sub.kind !== "word" || !sub.text.startsWith(".")) return { kind: "valuePath", path, filter };
  tokens.next();
  const comparison = parseComparison(tokens, sub.text.slice(1));
  const operands = filter.kind === "and" ? [...filter.operands, comparison] : [filter, comparison];
  return { kind: "valuePath", path, filter: { kind: "and", operands } };
}

function parseComparison(tokens: Tokens, path: string): Filter {
  const token = tokens.next();
  const word = token.kind === "word" ? token.text.toLowerCase() : "";
  if (word === "pr") return { kind: "present", path };
  const operator = compareOperators.get(word);
  if (operator === undefined) throw unexpected(tokens, "an operator (eq ne co sw ew gt ge lt le pr)", token);
  return { kind: "compare", path, operator, literal: parseLiteral(tokens) };
}

function parseLiteral(tokens: Tokens): Literal {
  const token = tokens.next();
  if (token.kind === "string") return { value: token.text, quoted: true, text: token.text };
  // Somebody who quotes with the wrong sign must not be told that nobody matches: a duplicate would be created.
  if (token.kind === "word" && /^['‘’“”`]/.test(token.text))
    throw unexpected(tokens, 'a value in "double quotes"', token);
  if (token.kind === "word") return { value: bareValue(token.text), quoted: false, text: token.text };
  throw unexpected(tokens, "a value", token);
}

function bareValue(text: string): Literal["value"] {
  if (text === "true") return true;
  if (text === "false") return false;
  if (text === "null") return null;
  const number = Number(text);
  // Only JSON's numbers: Number() also reads "0x10", "Infinity" and " ".
  return /^-?\d/.test(text) && Number.isFinite(number) && !/[xob]/i.test(text) ? number : text;
}

function unexpected(tokens: Tokens, expected: string, token: Token = tokens.peek()) {
  const found = token.kind === "word" || token.kind === "string" ? quote(token.text) : nameOf(token.kind);
  // Also inside a PATCH path: RFC 7644 table 9 names invalidFilter for "PATCH (Path Filter)".
  return syntaxError(tokens, token.at, `${found} where ${expected} was expected`, { fail: invalidFilter });
}

const nameOf = (kind: string) => (kind === "end" ? "its end" : kind);
