/** Gives the people and groups of a case names that nobody else has, wherever the case mentions them. */
import type { Case, Check } from "./case";
import { isJsonObject, type Json } from "../json";

export interface Naming {
  /** Unlike that of any other run; lower-case letters and digits. */
  readonly tag: string;
  /** The domain of every userName, for a server that accepts only those of some. */
  readonly domain?: string;
}

/**
 * The case with every userName, externalId and group displayName of its requests made unique: `alice@contoso.com`
 * becomes `alice.k3f9@contoso.com` in bodies, checks and (encoded, in any letter case) filters alike. The shape on the
 * wire stays what it was.
 */
export function withUniqueNames(given: Case, naming: Naming): Case {
  const paths = pathsOf(given);
  const users = new Set<string>();
  const others = new Set<string>();
  for (const { request } of [...given.given, ...(given.alsoGiven ?? []), given]) {
    for (const { key, value } of namesIn(request.body)) {
      if (value.length < 3 || isTemplate(value)) continue;
      const isUser = request.path.startsWith("/Users");
      if (key === "username") users.add(value);
      else if (key === "externalid") others.add(value);
      // People share display names; only one that is searched for has to be a run's own.
      else if (!isUser || paths.some((path) => path.includes(encodeURIComponent(value)))) others.add(value);
    }
  }
  const rename = renamer(users, others, naming);
  const request = (one: Case["request"]): Case["request"] => ({
    ...one,
    path: rename.inPath(one.path),
    body: one.body === undefined ? undefined : rename.inJson(one.body),
    bodyRaw: one.bodyRaw === undefined ? undefined : rename.inText(one.bodyRaw),
  });
  const step = (one: Case["given"][number]) => ({ ...one, request: request(one.request) });
  return {
    ...given,
    given: given.given.map(step),
    alsoGiven: given.alsoGiven?.map(step),
    request: request(given.request),
    assert: given.assert.map(({ says, checks }) => ({
      says,
      checks: checks.map((check) => renamedCheck(check, rename)),
    })),
  };
}

interface Renamer {
  inPath(path: string): string;
  inText(text: string): string;
  inJson(value: Json): Json;
}

function renamer(users: ReadonlySet<string>, others: ReadonlySet<string>, { tag, domain }: Naming): Renamer {
  const names = [...users, ...others].sort((left, right) => right.length - left.length);
  const inserted = (name: string, isUser: boolean) => {
    const ours = /[a-z]/.test(name.replace(/%[0-9A-F]{2}/g, "")) ? tag : tag.toUpperCase();
    const at = /@|%40/.exec(name);
    if (at === null) return isUser && domain !== undefined ? `${name}.${ours}@${domain}` : `${name}-${ours}`;
    const host = isUser && domain !== undefined ? domain : name.slice(at.index + at[0].length);
    return `${name.slice(0, at.index)}.${ours}${at[0]}${host}`;
  };
  if (names.length === 0) return { inPath: (path) => path, inText: (text) => text, inJson: (value) => value };
  const isUser = new Set([...users].flatMap((name) => [name.toLowerCase(), encodeURIComponent(name).toLowerCase()]));
  const inBody = new RegExp(`(?<![A-Za-z0-9])(?:${names.map(escaped).join("|")})(?![A-Za-z0-9])`, "g");
  const encoded = [...new Set(names.flatMap((name) => [encodeURIComponent(name), name]))];
  // A literal ends where its quote does, or, unquoted, with the parameter.
  const inFilter = new RegExp(`(?:${encoded.map(escaped).join("|")})(?=%22|"|&|\\)|\\]|%5D|$)`, "gi");
  const replaced = (name: string) => inserted(name, isUser.has(name.toLowerCase()));
  const inText = (text: string) => text.replace(inBody, replaced);
  return {
    inPath: (path) => {
      const query = path.indexOf("?");
      return query < 0 ? path : path.slice(0, query) + path.slice(query).replace(inFilter, replaced);
    },
    inText,
    inJson: function inJson(value: Json): Json {
      if (typeof value === "string") return inText(value);
      if (Array.isArray(value)) return value.map(inJson);
      if (!isJsonObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inJson(inner)]));
    },
  };
}

function renamedCheck(check: Check, rename: Renamer): Check {
  const all = (checks: readonly Check[]) => checks.map((one) => renamedCheck(one, rename));
  if ("verify" in check) {
    return { verify: { ...check.verify, path: rename.inPath(check.verify.path) }, checks: all(check.checks) };
  }
  if ("anyOf" in check) return { anyOf: check.anyOf.map(all) };
  if ("advice" in check) return { advice: all(check.advice) };
  if ("checks" in check) return { ...check, checks: all(check.checks) };
  if ("noOverlapWith" in check) return { noOverlapWith: rename.inPath(check.noOverlapWith) };
  if (!("path" in check)) return check;
  const renamed = { ...check };
  for (const key of ["equals", "notEquals", "contains", "lacks", "includes"] as const) {
    const value = renamed[key];
    if (value !== undefined) renamed[key] = rename.inJson(value);
  }
  if (renamed.oneOf !== undefined) renamed.oneOf = renamed.oneOf.map(rename.inJson);
  return renamed;
}

/** Every userName, externalId and displayName that a body gives its resource, by PATCH with and without a path too. */
function namesIn(body: Json | undefined): { key: string; value: string }[] {
  if (!isJsonObject(body)) return [];
  if (Array.isArray(body.Operations)) return body.Operations.flatMap(namesInOperation);
  return Object.entries(body).flatMap(([key, value]) => nameOf(key, value));
}

function namesInOperation(operation: Json): { key: string; value: string }[] {
  if (!isJsonObject(operation)) return [];
  // One of a bulk request carries a whole resource, or a PATCH.
  if (isJsonObject(operation.data)) return namesIn(operation.data);
  if (typeof operation.path === "string") return nameOf(operation.path, operation.value);
  return namesIn(operation.value);
}

function nameOf(attribute: string, value: Json | undefined): { key: string; value: string }[] {
  const key = attribute.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, "");
  const isName = key === "username" || key === "externalid" || key === "displayname";
  return isName && typeof value === "string" ? [{ key, value }] : [];
}

/** Nothing but what is filled in anyway. */
function isTemplate(value: string): boolean {
  return /^\{\{[^}]+\}\}$/.test(value);
}

function pathsOf(given: Case): string[] {
  const steps = [...given.given, ...(given.alsoGiven ?? []), given].map(({ request }) => request.path);
  const verified = [...JSON.stringify(given.assert).matchAll(/"path":"(\/[^"]*(?:\\"[^"]*)*)"/g)].map(
    ([, path]) => path ?? "",
  );
  return [...steps, ...verified];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
