import type { useFormatter } from "next-intl";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A span of time in one unit, as people say it: "40 min", "3 hr", "2 days". Of milliseconds. */
export function spanOf(format: Pick<ReturnType<typeof useFormatter>, "number">, ms: number): string {
  const [unit, size] =
    ms < minuteMs
      ? (["second", 1_000] as const)
      : ms < 90 * minuteMs
        ? (["minute", minuteMs] as const)
        : ms < 2 * dayMs
          ? (["hour", hourMs] as const)
          : (["day", dayMs] as const);
  const digits = unit === "hour" && ms < 10 * hourMs ? 1 : 0;
  return format.number(ms / size, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits });
}
