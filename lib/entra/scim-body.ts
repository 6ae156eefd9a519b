import { isJsonObject, parseJsonObject, type JsonObject } from "./json";

const listUrn = "urn:ietf:params:scim:api:messages:2.0:listresponse";
const errorUrn = "urn:ietf:params:scim:api:messages:2.0:error";

const hasSchema = (body: JsonObject, urn: string): boolean =>
  Array.isArray(body["schemas"]) && body["schemas"].some((schema) => String(schema).toLowerCase() === urn);

/** A ListResponse (RFC 7644 §3.4.2). */
export interface ListBody {
  readonly total: number;
  readonly resources: readonly JsonObject[];
}

/** Undefined when a text is no ListResponse. */
export function readList(text: string): ListBody | undefined {
  const body = parseJsonObject(text);
  if (!body || !hasSchema(body, listUrn) || typeof body["totalResults"] !== "number") return undefined;
  const resources = Array.isArray(body["Resources"]) ? body["Resources"] : [];
  return { total: body["totalResults"], resources: resources.filter(isJsonObject) };
}

/** An Error (RFC 7644 §3.12). */
export interface ErrorBody {
  readonly scimType?: string;
  readonly detail?: string;
}

/** Undefined when a text is no SCIM error. */
export function readError(text: string): ErrorBody | undefined {
  const body = parseJsonObject(text);
  if (!body || !hasSchema(body, errorUrn)) return undefined;
  const { scimType, detail } = body;
  return {
    ...(typeof scimType === "string" && { scimType }),
    ...(typeof detail === "string" && { detail }),
  };
}
