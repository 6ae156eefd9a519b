import { messageGroups, type MessageKey } from "@/lib/inputs/result";

/** The texts of the inputs' schemas are message keys; anything else (a rule without words of its own) is a general one. */
export function toMessageKey(text: string): MessageKey {
  return isMessageKey(text) ? text : "errors.invalid";
}

function isMessageKey(text: string): text is MessageKey {
  return messageGroups.some((group) => text.startsWith(`${group}.`));
}
