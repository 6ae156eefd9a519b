type Members = Readonly<Record<string, unknown>>;

/** A JSON object; undefined for anything else. */
export function readJsonObject(text: string): Members | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isMembers(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listUrn = "urn:ietf:params:scim:api:messages:2.0:listresponse";
const errorUrn = "urn:ietf:params:scim:api:messages:2.0:error";

const hasSchema = (body: Members, urn: string): boolean =>
  Array.isArray(body["schemas"]) && body["schemas"].some((schema) => String(schema).toLowerCase() === urn);

/** A ListResponse (RFC 7644 §3.4.2). */
export interface ListBody {
  readonly total: number;
  readonly resources: readonly Members[];
}

/** Undefined when a text is no ListResponse. */
export function readList(text: string): ListBody | undefined {
  const body = readJsonObject(text);
  if (!body || !hasSchema(body, listUrn) || typeof body["totalResults"] !== "number") return undefined;
  const resources = Array.isArray(body["Resources"]) ? body["Resources"] : [];
  return { total: body["totalResults"], resources: resources.filter(isMembers) };
}

/** An Error (RFC 7644 §3.12). */
export interface ErrorBody {
  readonly scimType?: string;
  readonly detail?: string;
}

/** Undefined when a text is no SCIM error. */
export function readError(text: string): ErrorBody | undefined {
  const body = readJsonObject(text);
  if (!body || !hasSchema(body, errorUrn)) return undefined;
  const { scimType, detail } = body;
  return {
    ...(typeof scimType === "string" && { scimType }),
    ...(typeof detail === "string" && { detail }),
  };
}
