/**
 * Reads one value out of a JSON document by a SCIM-like selector: `Resources[0].userName`, `name.givenName`,
 * `emails[type eq "work"].value`, `urn:…:enterprise:2.0:User:manager.value`; the empty selector is the whole document.
 * Written apart from lib/scim on purpose: a mistake in the product's paths must not hide itself here.
 */
import { isJsonObject, type Json } from "../json";

type Segment =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "match"; readonly name: string; readonly literal: Json };

const urn = /^(urn:[^\s[]+?:(?:User|Group))(?::|$)/;
const segment = /^(?:\.?([A-Za-z$][\w$-]*)|\[(\d+)\]|\[(\w+) eq ("[^"]*"|true|false)\])/;

function parse(selector: string): Segment[] {
  const segments: Segment[] = [];
  let rest = selector;
  const extension = urn.exec(rest);
  if (extension?.[1] !== undefined) {
    segments.push({ kind: "name", name: extension[1] });
    rest = rest.slice(extension[0].length);
  }
  while (rest !== "") {
    const match = segment.exec(rest);
    if (match === null) throw new Error(`The selector ${selector} cannot be read from "${rest}".`);
    const [text, name, index, attribute, literal] = match;
    if (name !== undefined) segments.push({ kind: "name", name });
    else if (index !== undefined) segments.push({ kind: "index", index: Number(index) });
    else if (attribute !== undefined && literal !== undefined) {
      segments.push({
        kind: "match",
        name: attribute,
        literal: literal.startsWith('"') ? literal.slice(1, -1) : literal === "true",
      });
    }
    rest = rest.slice(text.length);
  }
  return segments;
}

/** The value the selector points at, or undefined. Several elements that match one `[… eq …]` are an error. */
export function select(document: Json | undefined, selector: string): Json | undefined {
  let value = document;
  for (const step of parse(selector)) {
    switch (step.kind) {
      case "name":
        value = isJsonObject(value) ? value[step.name] : undefined;
        break;
      case "index":
        value = Array.isArray(value) ? value[step.index] : undefined;
        break;
      case "match": {
        const matches = Array.isArray(value)
          ? value.filter((element) => isJsonObject(element) && element[step.name] === step.literal)
          : [];
        if (matches.length > 1) throw new Error(`${selector} matches ${matches.length} elements, expected one.`);
        value = matches[0];
      }
    }
  }
  return value;
}
