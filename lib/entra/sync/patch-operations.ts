import type { MappedValue } from "../mapping/attribute-mapping";
import { readTarget } from "../mapping/target-path";
import type { AppRole } from "../tenant/tenant";
import { rolesOnWire } from "./create-body";
import type { TargetResource } from "./scim-target";

export interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** One attribute that differs; `before` is undefined where the target has nothing. */
export interface Difference extends MappedValue {
  readonly before: string | undefined;
}

/** What of the mapped values the target does not have yet. What is applied at creation only is left alone. */
export function differences(values: readonly MappedValue[], { body }: TargetResource): Difference[] {
  return values.flatMap((mapped) => {
    const { mapping, value } = mapped;
    if (mapping.apply === "create") return [];
    if (typeof value === "object") return lacksRoles(value, body) ? [{ ...mapped, before: undefined }] : [];
    const before = readTarget(body, mapping.target);
    return before === value ? [] : [{ ...mapped, before }];
  });
}

/** In the dialect of the Tenant URL (ENTRA.md §4.1, §4.2). */
export function patchOperations(changes: readonly Difference[], isCompliant: boolean): Operation[] {
  return isCompliant ? compliantOperations(changes) : changes.flatMap(legacyOperations);
}

function legacyOperations({ mapping, value, before }: Difference): Operation[] {
  const path = mapping.target.text;
  // §4.4: each role is a JSON text inside a value, and roles are only ever added.
  if (typeof value === "object")
    return [{ op: "Add", path, value: value.map(({ id, ...role }) => ({ value: JSON.stringify({ id, ...role }) })) }];
  return [{ op: before === undefined ? "Add" : "Replace", path, value }];
}

/** One path-less operation for all replaced attributes, one of its own for each path with a filter and for each added one. */
function compliantOperations(changes: readonly Difference[]): Operation[] {
  const pathless: Record<string, unknown> = {};
  const others: Operation[] = [];
  for (const { mapping, value, before } of changes) {
    const { text, element } = mapping.target;
    const wire = typeof value === "object" ? rolesOnWire(value) : mapping.isBoolean ? value === "True" : value;
    if (mapping.isBoolean) others.push({ op: "replace", path: text, value: wire });
    else if (before === undefined) others.push({ op: "add", path: text, value: wire });
    else if (element) others.push({ op: "replace", path: text, value: wire });
    else pathless[text] = wire;
  }
  return Object.keys(pathless).length === 0 ? others : [{ op: "replace", value: pathless }, ...others];
}

/** A reference of its own pass; undefined clears it. */
export function referenceOperation(
  path: string,
  id: string | undefined,
  before: string | undefined,
  isCompliant: boolean,
): Operation {
  const op = id !== undefined && before === undefined ? "Add" : "Replace";
  return { op: isCompliant ? op.toLowerCase() : op, path, value: id ?? "" };
}

export function addMembers(ids: readonly string[], isCompliant: boolean): Operation {
  return isCompliant
    ? { op: "add", path: "members", value: ids.map((value) => ({ value })) }
    : { op: "Add", path: "members", value: ids.map((value) => ({ $ref: null, value })) };
}

/** The legacy form means "just these", whatever RFC 7644 says of a remove with a value (ENTRA.md §4.1). */
export function removeMembers(ids: readonly string[], isCompliant: boolean): Operation[] {
  return isCompliant
    ? ids.map((id) => ({ op: "remove", path: `members[value eq "${id}"]` }))
    : [{ op: "Remove", path: "members", value: ids.map((value) => ({ $ref: null, value })) }];
}

function lacksRoles(roles: readonly AppRole[], body: TargetResource["body"]): boolean {
  const text = JSON.stringify(body["roles"] ?? []);
  return roles.some(({ value }) => !text.includes(JSON.stringify(value).slice(1, -1)));
}
