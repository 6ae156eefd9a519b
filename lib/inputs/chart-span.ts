/** How far back a chart goes: by the hour, or by the day. */
export const chartSpans = ["24h", "30d"] as const;
export type ChartSpan = (typeof chartSpans)[number];
