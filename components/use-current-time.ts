"use client";

import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";

const stepMs = 30_000;
const lookMs = 5_000;
/** When each time of the server came here, by the browser's steady clock. */
const arrivals = new WeakMap<Date, number>();

/**
 * The time now, in steps of 30 seconds: the server's, which its dates are of, carried on since it came, however wrong the
 * browser's clock is and however long ago the frame of the page was drawn. While React takes the server's page over it is
 * the time that the page was drawn with, so that both say the same.
 */
export function useCurrentTime(): Date {
  const drawnAt = useNow();
  const steps = useSyncExternalStore(
    subscribe,
    () => stepsSince(drawnAt),
    () => 0,
  );
  return steps === 0 ? drawnAt : new Date(drawnAt.getTime() + steps * stepMs);
}

function stepsSince(drawnAt: Date): number {
  const now = performance.now();
  const arrived = arrivals.get(drawnAt);
  if (arrived === undefined) arrivals.set(drawnAt, now);
  return Math.floor((now - (arrived ?? now)) / stepMs);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all times of a page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, lookMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
