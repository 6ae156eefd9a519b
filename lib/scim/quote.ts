const maxQuoted = 100;

/** An object that speaks of a secret is quoted without any of its values: which of them it is, nobody knows here. */
const secret = /pass|pwd|secret|token|credential/i;

/** The client's own words in an error's detail: as JSON, on one line, cut to 100 characters. */
export function quote(value: unknown): string {
  const whole = JSON.stringify(value) ?? String(value);
  const text = typeof value === "object" && secret.test(whole) ? JSON.stringify(value, hidden) : whole;
  return text.length <= maxQuoted ? text : `${text.slice(0, maxQuoted)}…`;
}

const hidden = (_name: string, value: unknown): unknown => (typeof value === "object" && value !== null ? value : "…");
