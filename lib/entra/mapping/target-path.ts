import { isJsonObject } from "../json";

/** A target attribute as Entra's mapping names it, for instance `emails[type eq "work"].value`. */
export interface TargetPath {
  readonly text: string;
  /** Schema URN of an extension. */
  readonly urn?: string;
  readonly attribute: string;
  /** The element that is meant: `type` and `work`. */
  readonly element?: { readonly attribute: string; readonly value: string };
  readonly sub?: string;
}

const shape = /^(?:(urn:[^[\]"]+):)?([^:.[\]"\s]+)(?:\[\s*([\w$-]+)\s+eq\s+"([^"]*)"\s*\])?(?:\.([\w$-]+))?$/i;

/** @throws Error for what is no target attribute */
export function parseTargetPath(text: string): TargetPath {
  const [, urn, attribute, elementAttribute, elementValue, sub] = shape.exec(text) ?? [];
  if (attribute === undefined) throw new Error(`${text} is no target attribute.`);
  return {
    text,
    attribute,
    ...(urn !== undefined && { urn }),
    ...(elementAttribute !== undefined && { element: { attribute: elementAttribute, value: elementValue ?? "" } }),
    ...(sub !== undefined && { sub }),
  };
}

/** By name without case (RFC 7643 §2.1). */
function member(object: unknown, name: string): unknown {
  if (!isJsonObject(object)) return undefined;
  if (name in object) return object[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}

/** What a resource has there, as a text; undefined when it has nothing. `manager` is the id that it refers to. */
export function readTarget(resource: unknown, { urn, attribute, element, sub }: TargetPath): string | undefined {
  let value = member(urn === undefined ? resource : member(resource, urn), attribute);
  if (element) {
    value = Array.isArray(value)
      ? value.find((one) => asText(member(one, element.attribute))?.toLowerCase() === element.value.toLowerCase())
      : undefined;
  }
  if (sub !== undefined) value = member(value, sub);
  return asText(isJsonObject(value) ? member(value, "value") : value);
}

function asText(value: unknown): string | undefined {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
