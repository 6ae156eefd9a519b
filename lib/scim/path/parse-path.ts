import { invalidPath } from "../errors";
import { quote } from "../quote";
import { maxFilterLength, parseValueFilter } from "../filter/parse-filter";
import type { Filter } from "../filter/filter";
import { syntaxError, tokenize } from "./lexer";

/** A PATCH path as written (RFC 7644 §3.5.2, figure 7); attribute names are not looked up yet. */
export interface ParsedPath {
  /** `userName`, `name.givenName`, `urn:…:User:manager.value`, or what stands before `[`. */
  readonly attribute: string;
  readonly filter: Filter | undefined;
  /** What stands after `].`; without a filter it is part of `attribute`. */
  readonly subAttribute: string | undefined;
}

/**
 * Parses a PATCH path.
 *
 * @throws ScimError 400 invalidPath
 */
export function parsePath(text: string): ParsedPath {
  if (text.length > maxFilterLength) {
    throw invalidPath(`The path ${quote(text)} is longer than ${maxFilterLength} characters. Shorten it.`);
  }
  const tokens = tokenize(text, "path");
  const attribute = tokens.next();
  if (attribute.kind !== "word") throw syntaxError(tokens, attribute.at, "no attribute name");
  const filter = tokens.take("[") ? parseValueFilter(tokens) : undefined;
  if (filter && !tokens.take("]")) throw syntaxError(tokens, tokens.peek().at, "a filter without its closing ]");
  const sub = filter && tokens.peek();
  const subAttribute = sub?.kind === "word" && sub.text.startsWith(".") ? sub.text.slice(1) : undefined;
  if (subAttribute !== undefined) tokens.next();
  const rest = tokens.peek();
  if (rest.kind !== "end") throw syntaxError(tokens, rest.at, "something after its end");
  return { attribute: attribute.text, filter, subAttribute };
}
