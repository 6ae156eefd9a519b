import { V7Generator } from "uuidv7";

/** Numbers that look random and are the same at every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** The time inside the demo: it runs from days ago up to now, and never backwards. */
export class DemoClock {
  private time: number;
  private readonly ids = new V7Generator();

  constructor(
    private readonly end: Date,
    private readonly random: () => number,
  ) {
    this.time = 0;
  }

  get now(): Date {
    return new Date(this.time);
  }

  /** Goes on to so many days before the end, unless that is past already. */
  goTo(daysBeforeEnd: number): Date {
    this.time = Math.max(this.time, this.end.getTime() - daysBeforeEnd * dayMs);
    return this.now;
  }

  /** The moment of the next request: 60 to 400 milliseconds later, but never after the end. */
  tick(): { readonly at: Date; readonly requestId: string } {
    this.time = Math.min(this.end.getTime(), this.time + 60 + Math.floor(this.random() * 340));
    return { at: this.now, requestId: this.ids.generateOrResetCore(this.time, minuteMs).toString() };
  }

  /** A whole number below `limit`, the same at every run. */
  draw(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** Whether it is earlier than so many days before the end. */
  isBefore(daysBeforeEnd: number): boolean {
    return this.time < this.end.getTime() - daysBeforeEnd * dayMs;
  }

  wait(minutes: number): void {
    this.time = Math.min(this.end.getTime(), this.time + minutes * minuteMs);
  }
}
