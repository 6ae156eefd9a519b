import { useFormatter } from "next-intl";

/** Milliseconds, to two digits. */
export function Duration({ ms }: { ms: number }) {
  const format = useFormatter();
  return (
    <>
      {format.number(ms, {
        style: "unit",
        unit: "millisecond",
        unitDisplay: "short",
        maximumSignificantDigits: ms < 100 ? 2 : 3,
      })}
    </>
  );
}
