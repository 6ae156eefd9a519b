import type { SampledUser } from "@/lib/db/attribute-sample";
import { attributeRows, type AttributeRow } from "./attribute-rows";
import { asJsonObject } from "./as-json-object";

export interface AttributeExample {
  readonly value: AttributeRow["value"];
  readonly userId: string;
  /** Whose it is. */
  readonly name: string;
}

export interface SampledAttribute {
  readonly people: number;
  readonly example: AttributeExample;
}

export interface AttributeSample {
  /** By path of the table, as the table spells it; what nobody has is absent. */
  readonly mapped: ReadonlyMap<string, SampledAttribute>;
  /** What people have beside the table, the most frequent first. */
  readonly others: readonly (SampledAttribute & { readonly path: string })[];
}

/**
 * Counts who has what.
 * @param paths of the attribute table, for instance `emails[type eq "work"].value` or `urn:…:User:manager`
 * @param people newest first: the first who has an attribute is its example
 */
export function sampleAttributes(paths: readonly string[], people: readonly SampledUser[]): AttributeSample {
  const mapped = new Map<string, SampledAttribute>();
  const others = new Map<string, SampledAttribute>();
  const tablePath = new Map<string, string | undefined>();
  const inTable = (path: string) => {
    if (!tablePath.has(path))
      tablePath.set(
        path,
        paths.find((each) => isPartOf(path, each)),
      );
    return tablePath.get(path);
  };
  for (const { id, userName, displayName, attributes } of people) {
    const seen = new Set<string>();
    for (const { path, value } of attributeRows(asJsonObject(attributes))) {
      const known = inTable(path);
      const name = known ?? path;
      // Which value is the primary one is nothing that is mapped.
      if (seen.has(name) || (known === undefined && path.endsWith(".primary"))) continue;
      seen.add(name);
      const found = known === undefined ? others : mapped;
      const before = found.get(name);
      found.set(name, {
        people: (before?.people ?? 0) + 1,
        example: before?.example ?? { value, userId: id, name: displayName ?? userName },
      });
    }
  }
  const frequent = [...others].map(([path, sampled]) => ({ path, ...sampled }));
  return { mapped, others: frequent.sort((left, right) => right.people - left.people) };
}

/** Whether a stored value belongs to a row of the table: it is its value, or a part of it (`manager.value`). */
function isPartOf(path: string, row: string): boolean {
  const [stored, mapped] = [path.toLowerCase(), row.toLowerCase()];
  return stored === mapped || stored.startsWith(`${mapped}.`);
}
