import { invalidValue } from "../errors";
import type { Json } from "../json";
import { isJsonObject } from "../json-object";
import { quote } from "../quote";
import type { Steps } from "../steps";
import { isWellFormed } from "../well-formed";

/** A member as the client named it. */
export interface MemberInput {
  readonly value: string;
  readonly type?: "User" | "Group";
}

const membersInStep = 1_000;

/**
 * Reads a group's `members` (RFC 7643 §4.2) without duplicates, in order. A member may be an object, its bare id (ENTRA.md
 * §4.3-13) or a `$ref` alone; `display` is ours and not read.
 *
 * @throws ScimError 400 invalidValue for a member without an id
 */
export function* readMembers(value: Json | undefined): Steps<readonly MemberInput[]> {
  if (value === undefined || value === null || value === "") return [];
  const seen = new Set<string>();
  const members: MemberInput[] = [];
  for (const [index, each] of (Array.isArray(value) ? value : [value]).entries()) {
    const member = readMember(each);
    const { size } = seen;
    if (seen.add(member.value).size > size) members.push(member);
    if (index % membersInStep === membersInStep - 1) yield;
  }
  return members;
}

function readMember(element: Json): MemberInput {
  if (!isJsonObject(element)) return { value: idOf(element, element) };
  const given: { value?: Json; type?: Json; $ref?: Json } = {};
  for (const name of Object.keys(element)) {
    const lower = name.toLowerCase();
    if (lower === "value" || lower === "type" || lower === "$ref") given[lower] = element[name];
  }
  const reference = typeof given.$ref === "string" ? given.$ref.split("/") : [];
  const value = idOf(given.value ?? reference.at(-1), element);
  const type = typeOf(given.type) ?? typeOf(reference.at(-2)?.replace(/s$/i, ""));
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
