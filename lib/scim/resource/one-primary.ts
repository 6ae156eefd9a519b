import type { Json } from "../json";
import { isJsonObject } from "../json-object";
import type { Attribute } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import type { Reading } from "./reading";

const isPrimary = (element: Json) => isJsonObject(element) && element.primary === true;

/**
 * "The primary attribute value true MUST appear no more than once" (RFC 7643 §2.4): of several, the first keeps it.
 *
 * @returns the same array when there is nothing to do
 */
export function onePrimary(
  attribute: Attribute,
  elements: readonly Json[],
  path: string,
  reading: Pick<Reading, "notes">,
): readonly Json[] {
  if (!subAttributesOf(attribute).has("primary") || elements.filter(isPrimary).length < 2) return elements;
  reading.notes.push({
    code: "several-primaries",
    path,
    detail: `${path} had several primary values; kept the first as primary`,
  });
  return keepPrimary(elements, elements.findIndex(isPrimary));
}

/** Makes the element at `index` the only primary one of those that are. */
export function keepPrimary(elements: readonly Json[], index: number): readonly Json[] {
  return elements.map((element, at) =>
    at !== index && isJsonObject(element) && element.primary === true ? { ...element, primary: false } : element,
  );
}
