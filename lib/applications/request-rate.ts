/** What a directory may send, sustained, when nobody has said otherwise: four times what Microsoft asks for. */
export const defaultRequestsPerSecond = 100;
/** Entra may send this much to any directory without being throttled (ENTRA.md §6.1); no setting goes below it. */
export const leastRequestsPerSecond = 25;
export const mostRequestsPerSecond = 10_000;
/** A burst of this many seconds' worth passes at once: initial cycles begin with one. */
export const burstSeconds = 5;
