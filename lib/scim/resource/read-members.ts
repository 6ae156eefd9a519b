import { invalidValue } from "../errors";
import type { Json } from "../json";
import { isJsonObject } from "../json-object";
import { quote } from "../quote";
import { eachInSteps } from "../steps";
import type { Steps } from "../steps";
import { isWellFormed } from "../well-formed";

/**
 * Reads the ids of a group's `members` (RFC 7643 §4.2) without duplicates, in order. A member may be an object, its bare id
 * (ENTRA.md §4.3-13) or a `$ref` alone; what type it has and what it is called is not the client's to say.
 *
 * @throws ScimError 400 invalidValue for a member without an id
 */
export function* readMembers(value: Json | undefined): Steps<readonly string[]> {
  if (value === undefined || value === null || value === "") return [];
  const ids = new Set<string>();
  yield* eachInSteps(Array.isArray(value) ? value : [value], (each: Json) => ids.add(readMember(each)));
  return [...ids];
}

function readMember(element: Json): string {
  if (!isJsonObject(element)) return idOf(element, element);
  let [value, reference]: (Json | undefined)[] = [];
  for (const name of Object.keys(element)) {
    const lower = name.toLowerCase();
    if (lower === "value") value = element[name];
    else if (lower === "$ref") reference = element[name];
  }
  return idOf(value ?? (typeof reference === "string" ? reference.split("/").at(-1) : undefined), element);
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
