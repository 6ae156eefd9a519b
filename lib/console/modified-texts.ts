import type { DirectoryScope } from "@/lib/auth/scope";
import { resourceNames } from "@/lib/db/resource-names";
import { asJsonObject } from "./as-json-object";
import { isUuid } from "./page";

export interface ModifiedProperty {
  readonly path: string;
  /** As JSON text when it is not simple; undefined when there was no value. */
  readonly before?: string;
  readonly after?: string;
}

/** Members who came or went that are named; of more there is an ellipsis. */
const namedMax = 20;

/** Modified properties as text, with people and groups by what they are called: members who came and went, and managers. */
export async function modifiedTexts(scope: DirectoryScope, stored: unknown): Promise<ModifiedProperty[]> {
  const properties = (Array.isArray(stored) ? stored : []).map(asJsonObject);
  const ids = properties.flatMap((property) =>
    isReference(property["path"])
      ? [property["before"], property["after"]].filter(isId)
      : [...idsOf(property["addedIds"]), ...idsOf(property["removedIds"])],
  );
  const names = new Map((await resourceNames(scope, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  const called = (id: string) => names.get(id) ?? id;
  return properties.map((property) => {
    const path = textOf(property["path"]) ?? "";
    const shown = (value: unknown) =>
      isReference(path) && isId(value) && names.has(value) ? `${called(value)} (${value})` : textOf(value);
    return {
      path,
      before:
        movedText("−", property["removed"], idsOf(property["removedIds"]).map(called)) ?? shown(property["before"]),
      after: movedText("+", property["added"], idsOf(property["addedIds"]).map(called)) ?? shown(property["after"]),
    };
  });
}

/** How many members came or went, and who the first of them are. */
function movedText(sign: string, count: unknown, names: readonly string[]): string | undefined {
  if (typeof count !== "number" || count === 0) return undefined;
  if (names.length === 0) return `${sign}${count}`;
  return `${sign}${count}: ${names.join(", ")}${names.length < count ? ", …" : ""}`;
}

const isReference = (path: unknown): boolean => typeof path === "string" && path.endsWith(":manager.value");

const isId = (value: unknown): value is string => typeof value === "string" && isUuid(value);

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isId).slice(0, namedMax) : []);

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
