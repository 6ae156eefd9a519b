/** Why a case would mean nothing here: what it needs and the server, or whoever plays it, does not bring. */
import type { Case, Check, Need } from "./case";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { select } from "./select";
import type { ServerFacts } from "./server";

/** What whoever plays the cases brings or allows. */
export interface Means {
  readonly oauth: boolean;
  readonly load: boolean;
}

/** The reason to skip a case, as a whole sentence; undefined when it is to be played. */
export function reasonToSkip(given: Case, server: ServerFacts, means: Means): string | undefined {
  for (const need of needsOf(given)) {
    const reason = unmet(need, server, means);
    if (reason !== undefined) return reason;
  }
  const unknown = attributesIn(given).find(({ endpoint, path }) => !isAnnounced(server, endpoint, path));
  if (unknown === undefined) return undefined;
  const type = unknown.endpoint === "/Users" ? "User" : "Group";
  return `The server's /Schemas do not announce ${unknown.path} of ${type}.`;
}

function needsOf(given: Case): readonly Need[] {
  const requests = [...given.given, ...(given.alsoGiven ?? []), given].map(({ request }) => request);
  const needs = new Set(given.needs ?? []);
  if (requests.some(({ path }) => path.startsWith("/Groups"))) needs.add("groups");
  return [...needs];
}

/** ServiceProviderConfig's words for what a need asks of it (RFC 7643 §5, RFC 9865 §4). */
const announcedAs = {
  cursor: "pagination.cursor",
  index: "pagination.index",
  bulk: "bulk.supported",
  sort: "sort.supported",
  etag: "etag.supported",
  filter: "filter.supported",
  patch: "patch.supported",
  changePassword: "changePassword.supported",
} as const;

function unmet(need: Need, server: ServerFacts, means: Means): string | undefined {
  switch (need) {
    case "groups":
      return server.endpoints?.has("/Groups") === false ? "The server announces no /Groups." : undefined;
    case "alone":
      return server.users === 0 && (server.groups ?? 0) === 0
        ? undefined
        : "Counts everybody, so it is played against an empty directory only.";
    case "load":
      return means.load ? undefined : "Sends a thousand requests at once; --load plays it.";
    case "oauth":
      return means.oauth
        ? undefined
        : "Asks for a token; --token-endpoint, --client-id and --client-secret say where and for whom.";
    case "schemas":
      return server.hasSchemas ? undefined : "The server publishes no /Schemas.";
    default: {
      const announced = select(server.config, announcedAs[need]);
      return announced === true
        ? undefined
        : `The server's ServiceProviderConfig does not announce ${announcedAs[need]}.`;
    }
  }
}

interface AttributeUse {
  readonly endpoint: string;
  /** As SCIM writes it, without filters and indexes: `emails.value`, `urn:…:User:manager.value`. */
  readonly path: string;
}

/** What every resource has without any schema, and what only messages have. */
const everywhere =
  /^(schemas|id|externalId|meta|members|userName|displayName|Resources|totalResults|startIndex|itemsPerPage|nextCursor|previousCursor|status|detail|scimType|Operations|documentationUri)(\.|$)/i;

/** The attributes that a case must find working: those it patches, filters by, and expects values of. */
export function attributesIn(given: Case): AttributeUse[] {
  const uses: AttributeUse[] = [];
  const add = (endpoint: string | undefined, path: string) => {
    const bare = path.replace(/\[[^\]]*\]/g, "").replace(/^Resources\.?/, "");
    if (endpoint !== undefined && bare !== "" && !everywhere.test(bare)) uses.push({ endpoint, path: bare });
  };
  const succeeds = given.expect.status.some((status) => status < 300);
  for (const { request } of [...given.given, ...(given.alsoGiven ?? []), ...(succeeds ? [given] : [])]) {
    const endpoint = endpointOf(request.path);
    for (const path of request.method === "PATCH" ? patchedPaths(request.body) : []) add(endpoint, path);
    for (const path of filteredPaths(request.path)) add(endpoint, path);
  }
  const walk = (checks: readonly Check[], endpoint: string | undefined, prefix = "") => {
    for (const check of checks) {
      if ("verify" in check) walk(check.checks, endpointOf(check.verify.path));
      else if ("each" in check) walk(check.checks, endpoint, `${check.each}.`);
      else if ("anyOf" in check || "advice" in check) continue;
      else if ("checks" in check) walk(check.checks, endpoint, prefix);
      else if ("path" in check && expectsValue(check))
        for (const path of expectedPaths(check)) add(endpoint, prefix + path);
    }
  };
  const own = given.request.method === "DELETE" ? undefined : endpointOf(given.request.path);
  if (succeeds) for (const { checks } of given.assert) walk(checks, own);
  return uses;
}

function endpointOf(path: string): string | undefined {
  return /^\/{1,2}(Users|Groups)\b/.exec(path)?.[0].replace("//", "/");
}

function patchedPaths(body: Json | undefined): string[] {
  const operations = select(body, "Operations");
  if (!Array.isArray(operations)) return [];
  return operations.flatMap((operation) => {
    const path = select(operation, "path");
    if (typeof path === "string") return [path];
    const value = select(operation, "value");
    return isJsonObject(value) ? Object.keys(value) : [];
  });
}

function filteredPaths(path: string): string[] {
  const query = path.indexOf("?");
  const filter = query < 0 ? null : new URLSearchParams(path.slice(query)).get("filter");
  const bare = (filter ?? "").replace(/\[[^\]]*\]/g, "");
  return [...bare.matchAll(/([A-Za-z][\w:.$-]*)\s+(?:eq|ne|co|sw|ew|gt|ge|lt|le|pr)\b/gi)].map(
    ([, name]) => name ?? "",
  );
}

type PathCheck = Extract<Check, { path: unknown }>;

function expectsValue(check: PathCheck): boolean {
  return (
    (check.equals ?? check.oneOf ?? check.matches ?? check.type ?? check.contains ?? check.includes) !== undefined ||
    (check.count ?? 0) > 0
  );
}

function expectedPaths(check: PathCheck): string[] {
  const whole = check.includes ?? check.contains ?? check.equals;
  const inner = isJsonObject(whole) ? keysOf(whole) : [];
  return inner.length === 0 ? [check.path] : inner.map((key) => (check.path === "" ? key : `${check.path}.${key}`));
}

function keysOf(value: JsonObject): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    isJsonObject(inner)
      ? Object.keys(inner).map((sub) => (key.startsWith("urn:") ? `${key}:${sub}` : `${key}.${sub}`))
      : [key],
  );
}

/** True where the server announces no schema of the endpoint: then nothing is known. */
function isAnnounced(server: ServerFacts, endpoint: string, path: string): boolean {
  const attributes = server.attributes.get(endpoint);
  if (attributes === undefined) return true;
  const known = (name: string, among: readonly JsonObject[]) =>
    among.find((attribute) => String(attribute.name).toLowerCase() === name.toLowerCase());
  const urn = /^(urn:.+:(?:User|Group))(?:[:.](.*))?$/i.exec(path);
  if (urn?.[1] !== undefined && !/core:2\.0/i.test(urn[1])) {
    const extension = known(urn[1], attributes);
    return extension !== undefined && (urn[2] === undefined || isKnownPath(urn[2], subAttributesOf(extension), known));
  }
  // Entra names `manager` without its URN; whoever knows the extension can tell what is meant.
  const extensions = attributes.filter(({ name }) => String(name).startsWith("urn:")).flatMap(subAttributesOf);
  return isKnownPath(urn?.[2] ?? path, [...attributes, ...extensions], known);
}

function isKnownPath(
  path: string,
  among: readonly JsonObject[],
  known: (name: string, among: readonly JsonObject[]) => JsonObject | undefined,
): boolean {
  const [name = "", sub] = path.split(".");
  if (name.startsWith("$") || everywhere.test(name)) return true;
  const attribute = known(name, among);
  if (attribute === undefined || sub === undefined) return attribute !== undefined;
  const subAttributes = subAttributesOf(attribute);
  // Not every server lists the sub-attributes of its complex attributes.
  return subAttributes.length === 0 || known(sub, subAttributes) !== undefined;
}

function subAttributesOf(attribute: JsonObject): JsonObject[] {
  return Array.isArray(attribute.subAttributes) ? attribute.subAttributes.filter(isJsonObject) : [];
}
