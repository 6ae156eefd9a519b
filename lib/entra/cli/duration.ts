import { InvalidArgumentError } from "commander";

const units = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 } as const;
const isUnit = (text: string): text is keyof typeof units => text in units;

/** "40m", "2h", "30d" in milliseconds. @throws InvalidArgumentError */
export function durationOf(text: string): number {
  const [, count = "", unit = ""] = /^(\d+(?:\.\d+)?)([a-z])$/.exec(text) ?? [];
  const milliseconds = isUnit(unit) ? Number(count) * units[unit] * 1000 : 0;
  if (milliseconds <= 0) throw new InvalidArgumentError("Write it as 90s, 40m, 2h or 30d.");
  return milliseconds;
}

/** "60x" as 60. @throws InvalidArgumentError */
export function speedOf(text: string): number {
  const [, count = ""] = /^(\d+(?:\.\d+)?)x?$/.exec(text) ?? [];
  if (!(Number(count) > 0)) throw new InvalidArgumentError("Write it as 60x.");
  return Number(count);
}
