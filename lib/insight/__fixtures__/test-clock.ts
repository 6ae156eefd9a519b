import { V7Generator } from "uuidv7";
import type { Arrival } from "@/lib/http/arrival";

const toleranceMs = 60_000;

/** A clock that goes only when a test says so. Requests that arrive by it are a millisecond apart. */
export class TestClock {
  private readonly ids = new V7Generator();

  constructor(private time = Date.now()) {}

  get now(): Date {
    return new Date(this.time);
  }

  advance(minutes: number): Date {
    this.time += minutes * 60_000;
    return this.now;
  }

  /** The arrival of a request, as lib/http/arrival.ts makes it of the real time. */
  readonly arrive = (): Arrival => {
    this.time += 1;
    return { at: this.now, requestId: this.ids.generateOrResetCore(this.time, toleranceMs).toString() };
  };
}
