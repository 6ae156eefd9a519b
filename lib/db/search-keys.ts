import { crc32 } from "node:zlib";
import type { Json } from "@/lib/scim/json";

/**
 * A number for each value of a resource's comparable copy, or of a document that it must contain: of the directory, the
 * way there (elements of arrays are not told apart) and the value. What contains the document has all of its numbers, so
 * the index over them answers `eq` on any attribute; a few others may have them too and are sorted out by looking.
 * Migration 20261121135800 makes the same numbers.
 */
export function searchKeysOf(directoryId: string, document: Json): readonly number[] {
  const keys = new Set<number>();
  collect(keys, directoryId, document);
  return [...keys];
}

function collect(keys: Set<number>, path: string, value: Json): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(keys, path, each);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (inner !== undefined) collect(keys, `${path}.${name}`, inner);
    }
  } else if (value !== null) {
    // A PostgreSQL integer has a sign.
    keys.add(crc32(`${path}\n${String(value)}`) | 0);
  }
}
