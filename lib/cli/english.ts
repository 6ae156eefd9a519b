import messages from "@/messages/en.json";
import type { MessageKey } from "@/lib/inputs/result";

const groups: Readonly<Record<string, Readonly<Record<string, unknown>>>> = messages;

/** What helps in a browser only. */
const reload = / Reload the page[^.]*[.]/;

/** The English text of a message that needs no plural, as it is said where there is no page; the key itself when there is none. */
export function english(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const [group = "", name = ""] = key.split(".");
  const text = groups[group]?.[name];
  if (typeof text !== "string") return key;
  return text
    .replace(reload, "")
    .replace(/\{(\w+)\}/g, (whole, placeholder: string) => String(values[placeholder] ?? whole));
}
