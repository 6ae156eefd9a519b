import type { Position } from "@/lib/db/page-order";

/** Where a page begins: behind a row of one of the types that are listed, or at its beginning. */
export interface Place {
  /** Which of the types. */
  readonly part: number;
  readonly after: Position | undefined;
  /** When the page before it was shown: milliseconds. */
  readonly since: number;
}

const lifetimeMs = 10 * 60_000;
const placesMax = 10_000;
/** Characters of a sort key; a longer one is not worth its memory. */
const keyMax = 1_000;

/**
 * Where the pages behind those that were shown begin. An index is a number of rows, and rows before it go: who asks for
 * startIndex 101 after a page of 100 means "behind the last one I saw" (DECISIONS.md 23). Bounded, of this process.
 */
export class PagePositions {
  private readonly places = new Map<string, { readonly place: Place; readonly until: number }>();

  remember(key: string, place: Place, now: number): void {
    if ((place.after?.key?.length ?? 0) > keyMax) return;
    this.places.delete(key);
    this.places.set(key, { place, until: now + lifetimeMs });
    if (this.places.size <= placesMax) return;
    const [oldest] = this.places.keys();
    if (oldest !== undefined) this.places.delete(oldest);
  }

  recall(key: string, now: number): Place | undefined {
    const known = this.places.get(key);
    if (!known) return undefined;
    if (known.until > now) return known.place;
    this.places.delete(key);
    return undefined;
  }
}
