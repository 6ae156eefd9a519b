/** How many exports run at once: of one person, of one organization, and in this process. */
export const exportLimits = { person: 2, organization: 4, process: 8 } as const;
export type ExportLimit = keyof typeof exportLimits;

interface Owner {
  readonly person: string;
  readonly organization: string;
}

/**
 * Who exports at present. A file is read from the database as fast as it is taken, so that a person with many tabs, or one
 * who takes nothing, would be in everybody's way.
 */
export class ExportPlaces {
  private readonly taken = new Set<Owner>();

  /** Which limit somebody who asked now would meet. */
  full(owner: Owner): ExportLimit | undefined {
    const all = [...this.taken];
    const running = [
      ["person", all.filter(({ person }) => person === owner.person)],
      ["organization", all.filter(({ organization }) => organization === owner.organization)],
      ["process", all],
    ] as const;
    return running.find(([limit, { length }]) => length >= exportLimits[limit])?.[0];
  }

  /** @returns how to give the place back, as often as one likes; or which limit is reached */
  take(owner: Owner): { readonly release: () => void } | { readonly full: ExportLimit } {
    const full = this.full(owner);
    if (full !== undefined) return { full };
    // Its own object: one person takes two.
    const place = { ...owner };
    this.taken.add(place);
    return { release: () => void this.taken.delete(place) };
  }
}

export const exportPlaces = new ExportPlaces();
