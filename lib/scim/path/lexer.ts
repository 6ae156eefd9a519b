import { invalidFilter, invalidPath, type ScimError } from "../errors";
import { quote } from "../quote";
import { isWellFormed } from "../well-formed";

/** A token of a filter or a PATCH path; `at` is its 0-based offset. A bare word is a path, an operator or a literal. */
export type Token =
  | { readonly kind: "word"; readonly text: string; readonly at: number }
  | { readonly kind: "string"; readonly text: string; readonly at: number }
  | { readonly kind: "(" | ")" | "[" | "]" | "end"; readonly at: number };

/** Which of the two is read; it decides the scimType of a syntax error. */
export type Grammar = "filter" | "path";

/** Reads the tokens of one text in order. */
export class Tokens {
  private index = 0;

  constructor(
    readonly source: string,
    readonly grammar: Grammar,
    private readonly tokens: readonly Token[],
  ) {}

  peek(ahead = 0): Token {
    return this.tokens[this.index + ahead] ?? { kind: "end", at: this.source.length };
  }

  next(): Token {
    const token = this.peek();
    this.index += 1;
    return token;
  }

  /** Consumes the next token when it is of this kind. */
  take(kind: Token["kind"]): boolean {
    const found = this.peek().kind === kind;
    if (found) this.index += 1;
    return found;
  }

  /** Consumes the next token when it is this word, in any letter case. */
  takeWord(word: string): boolean {
    const token = this.peek();
    const found = token.kind === "word" && token.text.toLowerCase() === word;
    if (found) this.index += 1;
    return found;
  }
}

/** Splits a filter (RFC 7644 §3.4.2.2) or a PATCH path (§3.5.2) into tokens, in one pass without backtracking. */
export function tokenize(source: string, grammar: Grammar): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (isSpace(character)) {
      at += 1;
    } else if (character === "(" || character === ")" || character === "[" || character === "]") {
      tokens.push({ kind: character, at });
      at += 1;
    } else {
      const end = character === '"' ? endOfString(source, at, grammar) : endOfWord(source, at);
      const slice = source.slice(at, end);
      const text = character === '"' ? unquote(slice, at, source, grammar) : slice;
      if (!isWellFormed(text)) throw syntaxError({ source, grammar }, at, "a character that cannot be stored");
      tokens.push({ kind: character === '"' ? "string" : "word", text, at });
      at = end;
    }
  }
  return new Tokens(source, grammar, tokens);
}

/** The error for something unexpected at an offset; `fail` makes it, by default after the grammar. */
export function syntaxError(
  { source, grammar }: { readonly source: string; readonly grammar: Grammar },
  at: number,
  problem: string,
  { fail = grammar === "filter" ? invalidFilter : invalidPath, cause }: SyntaxErrorOptions = {},
): ScimError {
  const detail = `The ${grammar} ${quote(source)} has ${problem} at character ${at + 1}. Correct the ${grammar}.`;
  return fail(detail, { cause });
}

interface SyntaxErrorOptions {
  readonly fail?: typeof invalidFilter;
  readonly cause?: unknown;
}

const isSpace = (character: string) =>
  character === " " || character === "\t" || character === "\n" || character === "\r";

function endOfWord(source: string, start: number): number {
  let at = start;
  while (at < source.length && !isSpace(source.charAt(at)) && !'()[]"'.includes(source.charAt(at))) at += 1;
  return at;
}

function endOfString(source: string, start: number, grammar: Grammar): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source.charAt(at) === "\\") at += 1;
    else if (source.charAt(at) === '"') return at + 1;
  }
  throw syntaxError({ source, grammar }, start, "a quoted value without its closing quote");
}

/** A quoted value is a JSON string (RFC 7644 §3.4.2.2: compValue refers to RFC 7159). */
function unquote(slice: string, at: number, source: string, grammar: Grammar): string {
  try {
    return String(JSON.parse(slice));
  } catch (cause) {
    const problem = 'a quoted value that is no JSON string (a backslash is written \\\\, a quote \\")';
    throw syntaxError({ source, grammar }, at, problem, { cause });
  }
}
