import type { Random } from "../tenant/random";
import type { SourceUser } from "../tenant/tenant";
import type { Draft } from "./draft";

/** One of a list; undefined of an empty one. */
export const pickOne = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items.length === 0 ? undefined : random.pick(items);

/** Somebody at work; undefined when nobody suits. */
export const somebody = (
  draft: Draft,
  random: Random,
  suits: (user: SourceUser) => boolean = () => true,
): SourceUser | undefined => pickOne(draft.active().filter(suits), random);

/** A new manager for somebody: not they themselves, nor anybody below them. */
export function anotherManager(draft: Draft, random: Random, user: SourceUser): SourceUser | undefined {
  const isBelow = (candidate: SourceUser): boolean => {
    let above: SourceUser | undefined = candidate;
    for (let steps = 0; above && steps < 100; steps += 1) {
      if (above.id === user.id) return true;
      above = above.manager === undefined ? undefined : draft.users.get(above.manager);
    }
    return false;
  };
  const candidates = draft.active();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const candidate = pickOne(candidates, random);
    if (candidate && candidate.id !== user.manager && !isBelow(candidate)) return candidate;
  }
  return undefined;
}
