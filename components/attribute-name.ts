/** The short name of an attribute path for a sentence: the URN of an extension is left out, the rest stays as SCIM has it. */
export function attributeName(path: string): string {
  return path.startsWith("urn:") ? path.slice(path.lastIndexOf(":") + 1) : path;
}
