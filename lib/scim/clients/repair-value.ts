import type { Json } from "../json";
import { isJsonObject } from "../json-object";
import type { Attribute } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";

/** What a value of the wrong type was meant to be. `code` and `detail` become a note. */
export interface Repair {
  readonly value: Json;
  readonly code: string;
  readonly detail: string;
}

/**
 * Repairs a value whose JSON type is not its attribute's, where an identity provider is known to send it so. Only called
 * on a mismatch: a well-formed value never comes here. Each repair takes one step; the caller asks again.
 *
 * - `"True"` for a boolean: Entra's default mapping of active is text (ENTRA.md §3.1, §4.1)
 * - `[{"$ref": null, "value": "User x"}]` for a text (ENTRA.md §4.1, PL-20)
 * - `"271"` or `[{"value": "271"}]` for manager (ENTRA.md §4.3-7)
 * - `"uid"` for members, `{…}` for a multi-valued attribute (ENTRA.md §4.3-13)
 *
 * @param single whether one element of a multi-valued attribute is meant
 * @returns undefined when there is nothing to go by; the value is then refused
 */
export function repairValue(attribute: Attribute, value: Json, single: boolean): Repair | undefined {
  if (attribute.multiValued && !single) {
    return { value: [value], code: "single-value", detail: "read one value as a list of one" };
  }
  if (Array.isArray(value)) {
    const [only] = value;
    return value.length === 1 && only !== undefined
      ? { value: only, code: "single-element-array", detail: "read a list of one as its value" }
      : undefined;
  }
  if (attribute.type === "complex") return bareValue(attribute, value);
  if (isJsonObject(value)) {
    return value.value === undefined
      ? undefined
      : { value: value.value, code: "value-object", detail: "read an object as its value" };
  }
  return repairSimple(attribute, value);
}

const decimal = /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i;

/** Whether a number is the one that was sent: whole ones beyond 2^53 are rounded, and 1e400 is infinite. */
export const isExact = (number: number): boolean =>
  Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);

function repairSimple({ type }: Attribute, value: Json): Repair | undefined {
  switch (type) {
    case "boolean": {
      const word = typeof value === "string" ? value.toLowerCase() : "";
      if (word !== "true" && word !== "false") return undefined;
      return { value: word === "true", code: "string-boolean", detail: `read the text "${word}" as a boolean` };
    }
    case "integer":
    case "decimal": {
      const number = typeof value === "string" && decimal.test(value) ? Number(value) : Number.NaN;
      if (!Number.isFinite(number)) return undefined;
      return { value: number, code: "string-number", detail: "read a text as a number" };
    }
    default:
      // Digits that reading the JSON has lost already must not become somebody's employee number.
      if (typeof value !== "number" || !isExact(value)) return undefined;
      return { value: String(value), code: "number-text", detail: "read a number as text" };
  }
}

function bareValue(attribute: Attribute, value: Json): Repair | undefined {
  const isBare = typeof value === "string" || typeof value === "number";
  return isBare && subAttributesOf(attribute).has("value")
    ? { value: { value }, code: "bare-value", detail: "read a bare value as an object with that value" }
    : undefined;
}
