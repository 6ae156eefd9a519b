/** An attribute mapping's expression (ENTRA.md §3.1, §4.4): `Switch([IsSoftDeleted], , "False", "True", "True", "False")`. */
export type Expression =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "constant"; readonly value: string }
  /** An argument that was left out: nothing stands between two commas. */
  | { readonly kind: "nothing" }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

/** The text is no expression; the message says where and why. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

/** @throws ExpressionError */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.expression();
  parser.end();
  return expression;
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  expression(): Expression {
    this.skipSpace();
    const character = this.text[this.at];
    if (character === "[") return { kind: "attribute", name: this.until("]") };
    if (character === '"') return { kind: "constant", value: this.quoted() };
    if (character === "," || character === ")") return { kind: "nothing" };
    const [word] = /^[\w.-]+/.exec(this.text.slice(this.at)) ?? [];
    if (word === undefined) throw this.error("an attribute in [ ], a text in quotes or a function is expected");
    this.at += word.length;
    this.skipSpace();
    return this.text[this.at] === "(" ? this.call(word) : { kind: "constant", value: word };
  }

  end(): void {
    this.skipSpace();
    if (this.at < this.text.length) throw this.error("nothing more is expected");
  }

  private call(name: string): Expression {
    const args: Expression[] = [];
    do {
      this.at += 1;
      args.push(this.expression());
      this.skipSpace();
    } while (this.text[this.at] === ",");
    if (this.text[this.at] !== ")") throw this.error(`${name}( is not closed`);
    this.at += 1;
    const isEmpty = args.length === 1 && args[0]?.kind === "nothing";
    return { kind: "call", name, args: isEmpty ? [] : args };
  }

  private quoted(): string {
    const [whole, inner] = /^"((?:[^"\\]|\\.)*)"/s.exec(this.text.slice(this.at)) ?? [];
    if (whole === undefined || inner === undefined) throw this.error("the text is not closed");
    this.at += whole.length;
    return inner.replace(/\\(["\\])/g, "$1");
  }

  private until(close: string): string {
    const end = this.text.indexOf(close, this.at);
    if (end < 0) throw this.error(`${close} is missing`);
    const name = this.text.slice(this.at + 1, end).trim();
    this.at = end + 1;
    return name;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }

  private error(what: string): ExpressionError {
    return new ExpressionError(`${this.text}: at character ${this.at + 1}, ${what}.`);
  }
}
