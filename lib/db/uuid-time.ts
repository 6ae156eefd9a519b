import { V7Generator } from "uuidv7";

/**
 * The smallest UUID that a UUIDv7 made at or after `time` can have (RFC 9562 §5.7: the first 48 bits are milliseconds).
 * Comparing ids with it selects by time on the primary key, and lets PostgreSQL leave whole partitions out.
 */
export function uuidFloor(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

/** A request takes less from its id to its commit: Node ends one that is not whole after five minutes. */
export const requestMsMax = 6 * 60_000;

const generator = new V7Generator();

/** A new UUIDv7 of that moment, whatever the time is now. */
export const uuidAt = (time: Date): string => generator.generateOrResetCore(time.getTime(), 1).toString();

/** Unix milliseconds of a UUIDv7. */
export const uuidTime = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
