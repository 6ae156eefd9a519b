const maxQuoted = 100;

/** The client's own words in an error's detail: as JSON, on one line, cut to 100 characters. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= maxQuoted ? text : `${text.slice(0, maxQuoted)}…`;
}
