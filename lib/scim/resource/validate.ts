import { invalidValue, mutability } from "../errors";
import type { JsonObject } from "../json";
import { isAssigned } from "../json-object";
import { quote } from "../quote";
import type { ResourceDefinition } from "../schema/attribute";
import { indexOf, type ResolvedPath } from "../schema/definition-index";
import { valueAt } from "./paths";
import { sameValue } from "./same-value";

/**
 * The first required attribute without a value (RFC 7643 §2.2), if any. What is required inside a complex attribute or an
 * extension is so only when that is there, or is required itself.
 */
export function missingAttribute(definition: ResourceDefinition, attributes: JsonObject): string | undefined {
  return indexOf(definition).required.find(
    (resolved) => !isAssigned(valueAt(attributes, resolved.steps)) && isExpected(definition, attributes, resolved),
  )?.path;
}

/** @throws ScimError 400 invalidValue for a required attribute without a value */
export function requireAttributes(definition: ResourceDefinition, attributes: JsonObject): void {
  const path = missingAttribute(definition, attributes);
  if (path === undefined) return;
  throw invalidValue(`${path} is required and has no value. Send it, or map it in the identity provider.`, { path });
}

function isExpected(definition: ResourceDefinition, attributes: JsonObject, resolved: ResolvedPath): boolean {
  const around = resolved.steps.slice(0, -1);
  if (around.length === 0 || isAssigned(valueAt(attributes, around))) return true;
  return (
    around.length === 1 &&
    definition.extensions.some(({ schema, required }) => required && schema.id === resolved.extension)
  );
}

/** The attribute's own name, without the URN of its schema. */
const nameOf = (path: string) => (path.startsWith("urn:") ? path.slice(path.lastIndexOf(":") + 1) : path);

/**
 * Checks that an immutable attribute that has a value keeps it (RFC 7643 §7; RFC 7644 §3.5.1, §3.5.2).
 *
 * @throws ScimError 400 mutability
 */
export function keepImmutable(definition: ResourceDefinition, before: JsonObject, after: JsonObject): void {
  for (const { path, steps, attribute, subAttribute } of indexOf(definition).immutable) {
    const [was, is] = [valueAt(before, steps), valueAt(after, steps)];
    if (!isAssigned(was) || sameValue(subAttribute ?? attribute, was, is)) continue;
    throw mutability(
      `${nameOf(path)} cannot change once it is set: it is ${quote(was)} and cannot become ${quote(is ?? null)} (${path} is immutable). ` +
        "Apply its mapping only during object creation, or delete and recreate the resource.",
      { path },
    );
  }
}
