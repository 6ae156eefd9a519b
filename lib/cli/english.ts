import messages from "@/messages/en.json";
import type { MessageKey } from "@/lib/inputs/result";

const groups: Readonly<Record<string, Readonly<Record<string, unknown>>>> = messages;

/** The English text of a message that needs no plural; the key itself when there is none. */
export function english(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const [group = "", name = ""] = key.split(".");
  const text = groups[group]?.[name];
  if (typeof text !== "string") return key;
  return text.replace(/\{(\w+)\}/g, (whole, placeholder: string) => String(values[placeholder] ?? whole));
}
