/**
 * A filter as Entra writes it into an address: form-encoded, with `+` for a space, `%22` for a quote, `%40` for @
 * (ENTRA.md §2.3). Entra asks with eq alone.
 * @param attribute for instance `userName` or `emails[type eq "work"].value`
 */
export function lookupQuery(
  attribute: string,
  value: string,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const literal = value.replace(/[\\"]/g, (character) => `\\${character}`);
  return new URLSearchParams({ ...parameters, filter: `${attribute} eq "${literal}"` }).toString();
}
