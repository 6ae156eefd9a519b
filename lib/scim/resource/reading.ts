import type { Note } from "../note";

/** What a reader collects beside the values: created by whoever reads a body, filled on the way. */
export interface Reading {
  readonly notes: Note[];
  readonly ignored: string[];
}

export const newReading = (): Reading => ({ notes: [], ignored: [] });

/** Records an attribute that the schema does not know; Entra and Okta send such, and expect no refusal. */
export function ignoreUnknown(reading: Reading, path: string): void {
  reading.ignored.push(path);
  reading.notes.push({
    code: "ignored-attribute",
    path,
    detail: `ignored ${path}, which is not in this directory's schema`,
  });
}
