/**
 * SQL text and its values, never mixed: values travel as parameters. `strings` has one element more than `values`, as
 * with a tagged template.
 */
export interface SqlFragment {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

const isFragment = (value: unknown): value is SqlFragment =>
  typeof value === "object" && value !== null && "strings" in value && "values" in value;

/** Builds a fragment; an interpolated fragment is spliced in, anything else becomes a parameter. */
export function sql(text: TemplateStringsArray, ...inserts: readonly unknown[]): SqlFragment {
  const strings: string[] = [text[0] ?? ""];
  const values: unknown[] = [];
  inserts.forEach((insert, index) => {
    const tail = text[index + 1] ?? "";
    if (isFragment(insert)) {
      strings[strings.length - 1] += insert.strings[0] ?? "";
      strings.push(...insert.strings.slice(1));
      values.push(...insert.values);
      strings[strings.length - 1] += tail;
    } else {
      values.push(insert);
      strings.push(tail);
    }
  });
  return { strings, values };
}

/** Trusted text (column names, operators of ours). Never call it with input. */
export const raw = (text: string): SqlFragment => ({ strings: [text], values: [] });

/** Joins fragments with a separator of ours, for instance " AND ". */
export function join(fragments: readonly SqlFragment[], separator: string): SqlFragment {
  return fragments.reduce((left, right) => sql`${left}${raw(separator)}${right}`);
}
