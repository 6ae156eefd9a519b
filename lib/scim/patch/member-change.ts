import { invalidPath, mutability } from "../errors";
import type { CheckedFilter } from "../filter/checked-filter";
import type { Note } from "../note";
import { quote } from "../quote";
import { readMembers } from "../resource/read-members";
import type { Steps } from "../steps";
import type { RawOperation } from "./envelope";
import type { MemberChange, PatchTarget } from "./operation";

/**
 * Turns an operation on a group's `members` into a change that needs no member loaded.
 *
 * `remove` with a list of values removes just these: what Entra's legacy dialect means, and the letter of RFC 7644
 * §3.5.2.2, which knows no value there, would empty the group (ENTRA.md §4.1). An empty list removes nobody.
 *
 * @returns undefined for a change of nothing
 * @throws ScimError 400 mutability for a sub-attribute of a member, invalidPath for a filter where none can be
 */
export function* toMemberChange(
  { op, value }: RawOperation,
  { path, filter, subAttribute }: PatchTarget,
  notes: Note[],
): Steps<MemberChange | undefined> {
  if (subAttribute) {
    throw mutability(`The path ${quote(path)} changes a part of a member, which is immutable. Add or remove members.`, {
      path: "members",
    });
  }
  if (filter) {
    if (op === "remove") return removalOf(filter);
    throw invalidPath(`The path ${quote(path)} cannot be used with ${op}. Use the path members and give the members.`, {
      path: "members",
    });
  }
  if (op === "remove" && (value === undefined || value === null)) return { kind: "removeAll" };
  const values = yield* readMembers(value);
  if (values.length > 0) return { kind: op, values };
  if (op === "replace") return { kind: "removeAll" };
  notes.push({ code: "empty-value", path: "members", detail: `${op} of no members changed nothing` });
  return undefined;
}

function removalOf(filter: CheckedFilter): MemberChange {
  const values = idsOf(filter);
  return values ? { kind: "remove", values: [...new Set(values)] } : { kind: "removeWhere", filter };
}

/** The ids of a filter such as `value eq "a" or value eq "b"`. */
function idsOf(filter: CheckedFilter): readonly string[] | undefined {
  if (filter.kind === "or") {
    const ids = filter.operands.map(idsOf);
    return ids.every((each) => each !== undefined) ? ids.flat() : undefined;
  }
  const isId = filter.kind === "compare" && filter.operator === "eq" && filter.target.attribute.name === "value";
  return isId && typeof filter.value === "string" ? [filter.value] : undefined;
}

/**
 * Joins neighbours of the same kind, so that thousands of operations stay one statement, and drops what a later
 * replacement overwrites.
 */
export function joinMemberChanges(changes: readonly MemberChange[]): readonly MemberChange[] {
  if (changes.length <= 1) return changes;
  const last = changes.findLastIndex(({ kind }) => kind === "replace" || kind === "removeAll");
  const joined: (Exclude<MemberChange, Valued> | JoinedChange)[] = [];
  for (const change of last > 0 ? changes.slice(last) : changes) {
    const before = joined.at(-1);
    if (!("values" in change)) joined.push(change);
    else if (before?.kind === change.kind) change.values.forEach((value) => before.values.add(value));
    else joined.push({ kind: change.kind, values: new Set(change.values) });
  }
  return joined.map((change) => ("values" in change ? { kind: change.kind, values: [...change.values] } : change));
}

type Valued = Extract<MemberChange, { values: readonly string[] }>;
interface JoinedChange {
  readonly kind: Valued["kind"];
  readonly values: Set<string>;
}
