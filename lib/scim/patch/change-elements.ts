import { invalidValue, mutability, noTarget } from "../errors";
import { evaluateElement } from "../filter/evaluate-filter";
import type { Json, JsonObject } from "../json";
import { isAssigned, isJsonObject } from "../json-object";
import type { Note } from "../note";
import { quote } from "../quote";
import { keepPrimary } from "../resource/one-primary";
import { valuesMax } from "../resource/read-value";
import { holds, sameValue } from "../resource/same-value";
import type { Attribute } from "../schema/attribute";
import { mergeElement, mergeObjects } from "./merge-objects";
import type { Operation, PatchTarget } from "./operation";
import { isSame, UnitedElements, valueKey } from "./united-elements";

type Elements = readonly Json[];
/** Elements after a change, and those of them that it made. */
interface Change {
  readonly elements: Elements;
  readonly touched: ReadonlySet<Json>;
}

/** What is left of an element that has lost its value: labels of nothing. */
const labels: ReadonlySet<string> = new Set(["type", "primary", "display", "$ref"]);

/**
 * Applies an operation to the values of a multi-valued attribute (RFC 7644 §3.5.2).
 *
 * @throws ScimError 400 noTarget for a value filter without a match, mutability for an immutable sub-attribute, invalidValue
 * for more values than an attribute may have
 */
export function changeElements(elements: Elements, operation: Operation, notes: Note[]): Elements {
  const changed = changeThem(elements, operation, notes);
  if (changed.length > valuesMax && changed.length > elements.length) {
    const { name } = operation.target.attribute;
    throw invalidValue(`${name} would have ${changed.length} values; at most ${valuesMax} are accepted.`, {
      path: name,
    });
  }
  return changed;
}

function changeThem(elements: Elements, operation: Operation, notes: Note[]): Elements {
  const { target } = operation;
  if (operation.op === "remove") return removeElements(elements, target, operation.values);
  const { value } = operation;
  // RFC 7643 §2.5: null is no value, and adding no value adds nothing.
  if (operation.op === "add" && value === null) return elements;
  if (!target.filter && !target.subAttribute) {
    const given = Array.isArray(value) ? value : [];
    // A replacement is an addition to nothing; that also drops duplicates within it.
    return addElements(target.attribute, operation.op === "replace" ? [] : elements, given);
  }
  const matches = indexesOf(elements, target);
  if (matches.length === 0) return createElement(elements, operation, value, notes);
  const change = setElements(elements, new Set(matches), operation, value);
  return onlyPrimary(matches.length > 1 ? withoutDuplicates(target, change, notes) : change, target.path, notes);
}

function indexesOf(elements: Elements, { filter }: PatchTarget): readonly number[] {
  return elements.flatMap((element, index) => (!filter || evaluateElement(filter, element) ? [index] : []));
}

/** Adds values; one made primary is the only one (§3.5.2: "set the value of primary to false" elsewhere). */
function addElements(attribute: Attribute, elements: Elements, given: Elements): Elements {
  const united = new UnitedElements(attribute, elements);
  for (const value of given) {
    const index = united.add(value);
    if (index !== undefined && isJsonObject(value) && value.primary === true) united.makePrimary(index);
  }
  return united.elements;
}

function setElements(elements: Elements, matches: ReadonlySet<number>, { op, target }: Operation, value: Json): Change {
  const touched = new Set<Json>();
  const changed = elements.flatMap((element, index) => {
    if (!matches.has(index)) return [element];
    const next = setElement(element, op, target, value);
    if (next === undefined) return [];
    touched.add(next);
    return [next];
  });
  return { elements: changed, touched };
}

/** @returns undefined when nothing of the element is left */
function setElement(
  element: Json,
  op: Operation["op"],
  { attribute, subAttribute }: PatchTarget,
  value: Json,
): Json | undefined {
  if (!isJsonObject(element)) return isAssigned(value) ? value : undefined;
  const given = subAttribute ? { [subAttribute.name]: value } : value;
  if (!isJsonObject(given)) return undefined;
  // §3.5.2.3: a matching value is replaced whole; §3.5.2.1: adding to it sets the sub-attributes given.
  const isWhole = op === "replace" && !subAttribute;
  for (const sub of attribute.subAttributes ?? []) {
    if (isWhole || given[sub.name] !== undefined) keepImmutablePart(sub, element, given[sub.name]);
  }
  const merged = mergeObjects(isWhole ? {} : element, given);
  // After something was unassigned, an element of nothing but labels goes with it (ENTRA.md §4.3-8, PL-19).
  const unassigns = Object.values(given).some((each) => !isAssigned(each));
  return Object.keys(merged).every((name) => unassigns && labels.has(name)) ? undefined : merged;
}

function keepImmutablePart(sub: Attribute, element: JsonObject, value: Json | undefined): void {
  const was = element[sub.name];
  if (sub.mutability !== "immutable" || !isAssigned(was) || sameValue(sub, was, value)) return;
  throw mutability(
    `${sub.name} of a value is immutable and cannot become ${quote(value ?? null)}. Remove the value and add another.`,
  );
}

function createElement(elements: Elements, { target }: Operation, value: Json, notes: Note[]): Elements {
  const { template = target.filter ? undefined : {}, subAttribute } = target;
  if (!template) {
    throw noTarget(
      `The path ${quote(target.path)} matches no value of ${target.attribute.name}. ` +
        `Add one with the path ${target.attribute.name}, or correct the filter.`,
      { path: target.path },
    );
  }
  if (!isAssigned(value)) return elements;
  const element = mergeElement(template, subAttribute ? { [subAttribute.name]: value } : value);
  const created = addElements(target.attribute, elements, [element]);
  if (created.length > elements.length) {
    notes.push({
      code: "created-element",
      path: target.path,
      detail: `created a value of ${target.attribute.name} for ${target.path}, because none matched`,
    });
  }
  return created;
}

/** §3.5.2: an element made primary is the only one; of several made so at once, the first. */
function onlyPrimary({ elements, touched }: Change, path: string, notes: Note[]): Elements {
  const primaries = elements.flatMap((each, index) => (isJsonObject(each) && each.primary === true ? [index] : []));
  if (primaries.length < 2) return elements;
  const made = primaries.filter((index) => touched.has(elements[index] ?? null));
  if (made.length > 1) {
    notes.push({ code: "several-primaries", path, detail: "several values matched; made the first one primary" });
  }
  return keepPrimary(elements, made[0] ?? primaries[0] ?? 0);
}

/** A value set on several elements can make them equal; one (value, type) is listed once (RFC 7643 §2.4). */
function withoutDuplicates({ attribute, path }: PatchTarget, change: Change, notes: Note[]): Change {
  const { elements, touched } = change;
  const kept = united(attribute, elements);
  if (kept.length === elements.length) return change;
  notes.push({ code: "merged-duplicates", path, detail: "several values matched and became the same one" });
  // Where one that was touched has gone into another, that one was.
  const before = new Set(elements);
  const made = kept.filter((each) => !before.has(each) && [...touched].some((one) => isSame(attribute, each, one)));
  return { elements: kept, touched: new Set([...touched, ...made]) };
}

function united(attribute: Attribute, elements: Elements): Elements {
  const kept = new UnitedElements(attribute, []);
  for (const each of elements) kept.add(each);
  // One that was completed may now hold another, which came before what completed it.
  return kept.elements.length === elements.length ? elements : united(attribute, kept.elements);
}

function removeElements(elements: Elements, target: PatchTarget, values: readonly Json[] | undefined): Elements {
  const { attribute, subAttribute } = target;
  if (values) return withoutNamed(attribute, elements, values);
  const matches = new Set(indexesOf(elements, target));
  if (!subAttribute) return elements.filter((_, index) => !matches.has(index));
  return elements.flatMap((element, index) => {
    if (!matches.has(index) || !isJsonObject(element) || element[subAttribute.name] === undefined) return [element];
    return setElement(element, "remove", target, null) ?? [];
  });
}

/** Without the elements that values name: by their `value`, else by all that they give (ENTRA.md §4.3a-7). */
function withoutNamed(attribute: Attribute, elements: Elements, values: Elements): Elements {
  const keys = new Set(values.map((value) => valueKey(attribute, value)));
  const others = values.filter((value) => valueKey(attribute, value) === undefined);
  keys.delete(undefined);
  return elements.filter(
    (element) => !keys.has(valueKey(attribute, element)) && !others.some((other) => holds(attribute, element, other)),
  );
}
