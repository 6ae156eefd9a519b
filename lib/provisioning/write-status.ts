import type { Action, Status } from "@/lib/insight/provisioning-event";
import type { JsonObject } from "@/lib/scim/json";
import type { Note } from "@/lib/scim/note";

/** A write that left something out is a warning, not a plain success (ENTRA.md §7.8). */
export const statusOfNotes = (notes: readonly Note[]): Status =>
  notes.some((note) => note.code === "ignored-attribute") ? "warning" : "success";

/** What a change of attributes is called: a person who is switched off or on is not merely "updated". */
export function actionOfChange(before: JsonObject, after: JsonObject): Action {
  if (before.active !== false && after.active === false) return "disable";
  if (before.active === false && after.active !== false) return "enable";
  return "update";
}
