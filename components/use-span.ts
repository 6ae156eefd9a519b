import { useFormatter } from "next-intl";
import { spanOf } from "@/i18n/span";

/** A span of time in one unit, as people say it: "40 min", "3 hr", "2 days". Of milliseconds. */
export function useSpan(): (ms: number) => string {
  const format = useFormatter();
  return (ms) => spanOf(format, ms);
}
