import type { Json } from "@/lib/scim/json";

/** What stands in a stored body in place of a secret. */
export const redacted = "[redacted]";

const secretName =
  /pass(word|wd|code|phrase)|pwd|secret|token|credential|assertion|private.?key|(api|access).?key|authorization/i;

/** Whether what stands under a name, or at a path, is taken for a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/**
 * A copy of a body fit to be stored: values whose name says that they are secrets are replaced, at any depth, also where
 * the name is the `path` of a PATCH operation or the key of a path-less one; tokens of ours are, wherever they stand.
 * Redaction is by structure and happens before storage: no secret is ever written and then hidden.
 */
export function redact(body: Json): Json {
  if (Array.isArray(body)) return body.map(redact);
  if (typeof body === "string") return redactText(body);
  if (typeof body !== "object" || body === null) return body;
  const entries = Object.entries(body);
  const paths = entries.flatMap(([name, value]) => (name.toLowerCase() === "path" ? [value] : []));
  const secretOperation = paths.some((path) => typeof path === "string" && secretName.test(path));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (value === undefined || value === null) return [name, null];
      if (secretName.test(name)) return [name, redacted];
      if (secretOperation && name.toLowerCase() === "value") return [name, redacted];
      // Of a SearchRequest: what a secret attribute is compared with (RFC 7644 §3.4.3).
      if (name.toLowerCase() === "filter" && typeof value === "string" && secretName.test(value))
        return [name, redacted];
      return [redactText(name), redact(value)];
    }),
  );
}

const tokenText = /mu[sac]_[0-9A-Za-z]{12}_[0-9A-Za-z]+/g;

/** Text without tokens and client secrets of ours: their public part stays, so that it can be seen which one it was. */
export const redactText = (text: string) => text.replace(tokenText, (token) => `${token.slice(0, 17)}${redacted}`);

/**
 * A query string fit to be stored: without the value of a parameter whose name says that it is secret, without what a
 * filter compares a secret attribute with, and without tokens. Still percent-encoded.
 */
export function redactQuery(search: string): string {
  const parameters = search.split("&").map((parameter) => {
    const [name = "", ...rest] = parameter.split("=");
    const value = rest.join("=");
    if (value === "") return parameter;
    const hides = secretName.test(decoded(name)) || secretName.test(decoded(value));
    return hides ? `${name}=${redacted}` : parameter;
  });
  return redactText(parameters.join("&"));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** Bodies beyond this many characters of JSON are stored as their size only. */
export const storedBodyLimit = 16_384;

/** What the log keeps of a body that is too long. */
export const omittedText = (characters: number): string => JSON.stringify({ omitted: `${characters} characters` });

/** What may hide a name, or what PostgreSQL may not take: escapes, and numbers beyond all measure. */
const needsReading = /\\u|[:[,\s]-?\d[\d.]*[eE][+-]?\d{3}/;

/**
 * JSON text as the log stores it: redacted, or its size where it is too large to keep. Text in which nothing can be a
 * secret stays as it came, so that the common body is neither read nor written again.
 */
export function toStoredText(text: string): string {
  if (text.length > storedBodyLimit) return omittedText(text.length);
  if (!secretName.test(text) && !needsReading.test(text)) return redactText(text);
  const body: Json = JSON.parse(text);
  return JSON.stringify(redact(body));
}
