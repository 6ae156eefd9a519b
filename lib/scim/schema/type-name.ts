import type { AttributeType } from "./attribute";

/** A type in a sentence, with its article. */
export const typeName = (type: AttributeType): string =>
  type === "complex" ? "an object" : type === "integer" ? "an integer" : `a ${type}`;
