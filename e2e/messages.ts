/** The words of the console, as the person in front of it reads them. */
import en from "@/messages/en.json" with { type: "json" };

export { en };

/** A message with its `{placeholders}` filled in. Plurals are not understood: match those with a regular expression. */
export function say(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`"${message}" needs ${name}.`);
    return value;
  });
}

/** The message without its tags, such as `<b>`. */
export const plain = (message: string) => message.replace(/<\/?\w+>/g, "");
