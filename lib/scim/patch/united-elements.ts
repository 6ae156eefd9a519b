import { fold } from "../filter/fold";
import type { Json } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import { keepPrimary } from "../resource/one-primary";
import { holds, sameValue } from "../resource/same-value";
import type { Attribute } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import { mergeElement } from "./merge-objects";

/**
 * The values of a multi-valued attribute while others are added: each is looked for among those with the same `value`
 * only, because comparing all with all would be long work.
 */
export class UnitedElements {
  /** The very array that it began with while nothing was added. */
  elements: readonly Json[];
  private own: Json[] | undefined;
  private readonly byKey = new Map<string, number[]>();

  constructor(
    private readonly attribute: Attribute,
    given: readonly Json[],
  ) {
    this.elements = given;
    given.forEach((element, index) => this.remember(element, index));
  }

  /**
   * Adds a value: one that is there already is not added again, one of the same value and type is completed.
   *
   * @returns where it is now; undefined when nothing was added
   */
  add(value: Json): number | undefined {
    const { attribute, elements } = this;
    const key = valueKey(attribute, value);
    const index =
      key === undefined
        ? elements.findIndex((each) => isThere(attribute, each, value))
        : (this.byKey.get(key)?.find((at) => isSame(attribute, elements[at] ?? null, value)) ?? -1);
    const element = elements[index];
    if (element !== undefined && isThere(attribute, element, value)) return undefined;
    const own = this.toOwn();
    if (element !== undefined) {
      own[index] = mergeElement(element, value);
      return index;
    }
    this.remember(value, own.length);
    return own.push(value) - 1;
  }

  /** Makes the element at `index` the only primary one. */
  makePrimary(index: number): void {
    this.own = [...keepPrimary(this.elements, index)];
    this.elements = this.own;
  }

  private toOwn(): Json[] {
    this.own ??= [...this.elements];
    this.elements = this.own;
    return this.own;
  }

  private remember(element: Json, index: number): void {
    const key = valueKey(this.attribute, element);
    if (key === undefined) return;
    const same = this.byKey.get(key);
    if (same) same.push(index);
    else this.byKey.set(key, [index]);
  }
}

/** Equal for two elements of the same `value` only (for simple elements: of the same value); undefined where there is none. */
export function valueKey(attribute: Attribute, element: Json): string | undefined {
  const [owner, value] = isJsonObject(element)
    ? [subAttributesOf(attribute).get("value"), element.value]
    : [attribute, element];
  if (!owner || !isAssigned(value)) return undefined;
  return typeof value === "string" && !owner.caseExact ? `"${fold(value)}` : JSON.stringify(value);
}

/** Whether adding a value would add nothing: "If the value already exists, no changes SHOULD be made" (§3.5.2.1). */
const isThere = (attribute: Attribute, element: Json, given: Json): boolean =>
  isJsonObject(given) ? holds(attribute, element, given) : sameValue(attribute, element, given);

/** Whether two elements are one: of the same value and type, or what one says the other says too. */
export function isSame(attribute: Attribute, element: Json, given: Json): boolean {
  if (isThere(attribute, element, given)) return true;
  if (!isJsonObject(element) || !isJsonObject(given) || !isAssigned(given.value)) return false;
  const key = { value: given.value, ...(isAssigned(given.type) && { type: given.type }) };
  return holds(attribute, element, key) && isAssigned(given.type) === isAssigned(element.type);
}
