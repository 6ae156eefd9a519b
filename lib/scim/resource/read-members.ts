import { invalidValue } from "../errors";
import type { Json } from "../json";
import { isJsonObject } from "../json-object";
import { quote } from "../quote";
import { isWellFormed } from "../well-formed";

/** A member as the client named it. */
export interface MemberInput {
  readonly value: string;
  readonly type?: "User" | "Group";
}

/**
 * Reads a group's `members` (RFC 7643 §4.2) without duplicates, in order. A member may be an object, its bare id (ENTRA.md
 * §4.3-13) or a `$ref` alone; `display` is ours and not read.
 *
 * @throws ScimError 400 invalidValue for a member without an id
 */
export function readMembers(value: Json | undefined): readonly MemberInput[] {
  if (value === undefined || value === null || value === "") return [];
  const members = new Map<string, MemberInput>();
  for (const each of Array.isArray(value) ? value : [value]) {
    const member = readMember(each);
    if (!members.has(member.value)) members.set(member.value, member);
  }
  return [...members.values()];
}

function readMember(element: Json): MemberInput {
  if (!isJsonObject(element)) return { value: idOf(element, element) };
  const lower: Record<string, Json | undefined> = Object.create(null);
  for (const [name, each] of Object.entries(element)) lower[name.toLowerCase()] = each;
  const reference = typeof lower.$ref === "string" ? lower.$ref.split("/") : [];
  const value = idOf(lower.value ?? reference.at(-1), element);
  const type = typeOf(lower.type) ?? typeOf(reference.at(-2)?.replace(/s$/i, ""));
  return type ? { value, type } : { value };
}

function idOf(value: Json | undefined, element: Json): string {
  const id = typeof value === "number" ? String(value) : value;
  if (typeof id === "string" && id !== "" && isWellFormed(id)) return id;
  throw invalidValue(
    `A member of members is ${quote(element)}, without the id of a resource. Send {"value": "<id>"}.`,
    {
      path: "members",
    },
  );
}

function typeOf(value: Json | undefined): "User" | "Group" | undefined {
  const lower = typeof value === "string" ? value.toLowerCase() : undefined;
  return lower === "user" ? "User" : lower === "group" ? "Group" : undefined;
}
