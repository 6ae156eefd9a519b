import type { JsonObject } from "../json";
import { isJsonObject } from "../json-object";
import type { Attribute } from "../schema/attribute";
import { subAttributesOf } from "../schema/definition-index";
import type { Repair } from "./repair-value";

/**
 * Entra writes a role assignment as JSON inside `value` when the compliance flag is off, and names its label displayName
 * (ENTRA.md §4.4): `{"value": "{\"id\":\"…\",\"value\":\"25\",\"displayName\":\"Role1234\"}"}` becomes
 * `{"value": "25", "display": "Role1234"}`, the same as a POST of that role, so that a role is not there twice.
 *
 * @returns undefined for anything else
 */
export function repairElement(attribute: Attribute, element: JsonObject): (Repair & { value: JsonObject }) | undefined {
  if (attribute.name !== "roles") return undefined;
  const { value } = element;
  if (typeof value !== "string" || !value.startsWith("{") || !value.endsWith("}")) return undefined;
  const packed = parseObject(value);
  if (typeof packed?.value !== "string") return undefined;
  return {
    value: {
      ...element,
      value: packed.value,
      ...(packed.displayName !== undefined && { display: packed.displayName }),
    },
    code: "unpacked-role",
    detail: "read the role out of the JSON text in its value",
  };
}

/** Entra's AppRoleAssignmentsComplex says displayName where the RFC says display (ENTRA.md §4.4). */
export function renamedSubAttribute(attribute: Attribute, name: string): Attribute | undefined {
  return name === "displayname" ? subAttributesOf(attribute).get("display") : undefined;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
