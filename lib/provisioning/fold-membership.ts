import { inTurns } from "@/lib/in-turns";
import type { MemberReference } from "@/lib/scim/resource/resource-record";
import { evaluateFilter } from "@/lib/scim/filter/evaluate-filter";
import type { MemberChange } from "@/lib/scim/patch/operation";
import { eachInSteps } from "@/lib/scim/steps";

/** Member ids that a request adds and removes; with `replaceAll`, `add` is the whole new membership. */
export interface FoldedMembership {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly replaceAll: boolean;
}

/**
 * Operations on `members`, in their order, as one set change. `load` is called only for a filter on something else than
 * the member's id, and read page by page: everything else is folded without knowing who the members are.
 */
export async function foldMembership(
  changes: readonly MemberChange[],
  load: () => AsyncIterable<readonly MemberReference[]>,
): Promise<FoldedMembership> {
  const [only, ...others] = changes;
  // The common case, and the one that may name many.
  if (only && "values" in only && others.length === 0) {
    const ids: string[] = [];
    await inTurns(eachInSteps(only.values, (id) => ids.push(id.toLowerCase())));
    const removes = only.kind === "remove";
    return { add: removes ? [] : ids, remove: removes ? ids : [], replaceAll: only.kind === "replace" };
  }
  const add = new Set<string>();
  const remove = new Set<string>();
  let replaceAll = false;

  const take = (ids: Iterable<string>) => {
    for (const id of ids) {
      remove.delete(id);
      add.add(id);
    }
  };
  const drop = (ids: Iterable<string>) => {
    for (const id of ids) {
      add.delete(id);
      if (!replaceAll) remove.add(id);
    }
  };
  const replace = (ids: Iterable<string>) => {
    replaceAll = true;
    add.clear();
    remove.clear();
    take(ids);
  };

  for (const change of changes) {
    switch (change.kind) {
      case "add":
        take(lowerCased(change.values));
        break;
      case "remove":
        drop(lowerCased(change.values));
        break;
      case "replace":
        replace(lowerCased(change.values));
        break;
      case "removeAll":
        replace([]);
        break;
      case "removeWhere": {
        const matching = (members: readonly { readonly value: string }[]) =>
          members.filter((member) => evaluateFilter(change.filter, { ...member })).map(({ value }) => value);
        const unknown = new Set(add);
        for await (const page of load()) {
          drop(matching(page.filter(({ value }) => (replaceAll ? add.has(value) : !remove.has(value)))));
          for (const { value } of page) unknown.delete(value);
        }
        drop(matching([...unknown].map((value) => ({ value }))));
      }
    }
  }
  return { add: [...add], remove: [...remove], replaceAll };
}

/** Ids are UUIDs, which some clients send in capitals. */
const lowerCased = (ids: readonly string[]) => ids.map((id) => id.toLowerCase());
