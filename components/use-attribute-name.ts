import { useMessages, useTranslations } from "next-intl";

/**
 * How an attribute is called in a sentence: `emails[type eq "work"].value` is "work e-mail". One that has no word of its
 * own keeps its SCIM name, without the URN of its extension.
 */
export function useAttributeName(): (path: string) => string {
  const { attributes } = useMessages();
  const t = useTranslations("attributes");
  return (path) => {
    const key = wordKey(path);
    const known = Object.keys(attributes).find((name): name is keyof typeof attributes => name === key);
    return known === undefined ? shortPath(path) : t(known);
  };
}

/**
 * How the attributes of a request are called in a sentence, each once. A value that is told from others by its type, a work
 * phone, comes with that type when it is new, which says nothing more.
 */
export function useAttributeNames(): (paths: readonly string[]) => readonly string[] {
  const nameOf = useAttributeName();
  return (paths) => [...new Set(paths.map((path) => nameOf(path.replace(/(\[type eq "\w+"\])\.type$/, "$1.value"))))];
}

/** The name in messages/, where a dot would separate: `name.givenName` is name_givenName, a type follows its attribute. */
function wordKey(path: string): string {
  return shortPath(path)
    .replace(/\[type eq "(\w+)"\]/, "_$1")
    .replace(/\.value$/, "")
    .replaceAll(".", "_");
}

/** An attribute path without the URN of its extension. */
export function shortPath(path: string): string {
  return path.startsWith("urn:") ? path.slice(path.lastIndexOf(":") + 1) : path;
}
