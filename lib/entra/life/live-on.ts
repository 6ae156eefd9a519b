import type { Random } from "../tenant/random";
import type { Tenant } from "../tenant/tenant";
import { dayMs } from "./chance";
import type { Chance } from "./chance";
import { changing } from "./changes";
import { coming, leaving } from "./comings-and-goings";
import { Draft } from "./draft";
import type { Happening } from "./draft";
import { grouping } from "./group-life";

export interface Company {
  readonly tenant: Tenant;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Lived extends Company {
  /** In their order. */
  readonly happenings: readonly Happening[];
}

const chances: readonly Chance[] = [...coming, ...changing, ...grouping];

/**
 * A company some days later (or a part of a day). Nothing else decides what happens than the company, the time and the
 * random numbers: the same gives the same. Nobody's userPrincipalName is ever given to somebody else, and groups are never
 * called alike.
 */
export function liveOn({ tenant, now }: Company, days: number, random: Random): Lived {
  const draft = new Draft(tenant, now);
  for (let left = days; left > 1e-9; left -= 1) {
    const step = Math.min(left, 1);
    draft.now += step * dayMs;
    leaving(draft);
    for (const chance of chances) {
      const expected = (chance.perMonth * chance.of(draft) * step) / 30;
      const times = Math.floor(expected) + (random.next() < expected % 1 ? 1 : 0);
      for (let time = 0; time < times; time += 1) chance.happen(draft, random);
    }
  }
  return { tenant: draft.toTenant(), now: draft.now, happenings: draft.happenings };
}
