import { createHash } from "node:crypto";

/** The objectId of somebody who was written down without one: always the same for the same key. */
export function objectIdOf(key: string): string {
  const hex = createHash("sha256").update(key.toLowerCase()).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
