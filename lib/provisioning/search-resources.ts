import { invalidSyntax } from "@/lib/scim/errors";
import type { Json, JsonObject } from "@/lib/scim/json";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { listResources } from "./list-resources";
import type { Answer, ProvisioningRequest, QueryParameters } from "./provisioning-request";

/**
 * POST of `/.search` below a type (RFC 7644 §3.4.3): a GET whose parameters travel in the body, where they are nobody's
 * log line.
 * @throws ScimError 400 invalidSyntax for a body that is no SearchRequest, and all that a GET throws
 */
export function searchResources(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  body: Json,
): Promise<Answer> {
  return listResources({ ...request, parameters: readSearchRequest(body) }, definition);
}

const isObject = (body: Json): body is JsonObject => typeof body === "object" && body !== null && !Array.isArray(body);

/** A SearchRequest as query parameters. Names compare without case (RFC 7643 §2.1). */
export function readSearchRequest(body: Json): QueryParameters {
  if (!isObject(body)) throw invalidSyntax("The body of /.search must be a SearchRequest: a JSON object.");
  const members = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const scalar = (name: string): string | undefined => {
    const value = members.get(name.toLowerCase());
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string" || typeof value === "number") return String(value);
    throw invalidSyntax(`${name} in a SearchRequest must be a single value.`, { path: name });
  };
  const list = (name: string): string | undefined => {
    const value = members.get(name.toLowerCase());
    if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(String).join(",");
    return scalar(name);
  };
  return {
    filter: scalar("filter"),
    startIndex: scalar("startIndex"),
    count: scalar("count"),
    cursor: scalar("cursor"),
    sortBy: scalar("sortBy"),
    sortOrder: scalar("sortOrder"),
    attributes: list("attributes"),
    excludedAttributes: list("excludedAttributes"),
  };
}
