/** What a spreadsheet would take for a formula, also behind spaces, or in full width (OWASP, CSV injection). */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/;
const needsQuotes = /[",\r\n]/;

/**
 * One line of CSV (RFC 4180). A value that a spreadsheet would calculate is led by an apostrophe, which makes it text.
 */
export function csvLine(values: readonly (string | number | null | undefined)[]): string {
  return `${values.map(csvValue).join(",")}\r\n`;
}

function csvValue(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
