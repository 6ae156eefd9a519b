import type { Json } from "../json";
import { fold } from "../filter/fold";
import { isJsonObject } from "../json-object";
import type { Attribute } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import { toUtc } from "./date-time";

/** Whether two values of an attribute are the same to SCIM: letter case counts only where the attribute is caseExact. */
export function sameValue(attribute: Attribute, left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left === "string" && typeof right === "string") {
    if (attribute.type === "dateTime") return toUtc(left) === toUtc(right);
    return !attribute.caseExact && fold(left) === fold(right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, index) => sameValue(attribute, each, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  return Object.keys(left).length === Object.keys(right).length && holds(attribute, left, right);
}

/** Whether a complex value has every sub-attribute of another with the same value. */
export function holds(attribute: Attribute, whole: Json | undefined, part: Json | undefined): boolean {
  if (!isJsonObject(whole) || !isJsonObject(part)) return false;
  const subs = subAttributesOf(attribute);
  return Object.entries(part).every(([name, value]) => {
    const sub = subs.get(name.toLowerCase());
    return sub !== undefined && sameValue(sub, whole[name], value);
  });
}
