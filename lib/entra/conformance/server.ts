/** What a server says it is able to do, asked once before the first case. */
import { NoAnswer, type Exchange, type ScimClient } from "./client";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { select } from "./select";

export interface ServerFacts {
  /** The ServiceProviderConfig; undefined when there is none. */
  readonly config: Json | undefined;
  /** The attributes of a resource type by its endpoint, extensions under their URN; undefined when not announced. */
  readonly attributes: ReadonlyMap<string, readonly JsonObject[]>;
  /** Endpoints of the announced resource types; undefined when none are announced. */
  readonly endpoints: ReadonlySet<string> | undefined;
  readonly hasSchemas: boolean;
  readonly users: number | undefined;
  readonly groups: number | undefined;
}

/** The Tenant URL or the token does not work at all; its message says which, and what to do. */
export class NotReachable extends Error {
  override readonly name = "NotReachable";
}

/**
 * Asks for the discovery endpoints and for one person.
 * @throws NotReachable when no case could be played
 */
export async function askServer(client: ScimClient): Promise<ServerFacts> {
  const users = await firstAnswer(client);
  const config = await asked(client, "/ServiceProviderConfig");
  const types = await asked(client, "/ResourceTypes");
  const schemas = await asked(client, "/Schemas");
  const resourceTypes = resourcesOf(types);
  const endpoints =
    resourceTypes === undefined ? undefined : new Set(resourceTypes.map((type) => String(select(type, "endpoint"))));
  const groups = endpoints?.has("/Groups") === false ? undefined : await asked(client, "/Groups?startIndex=1&count=1");
  const definitions = resourcesOf(schemas) ?? [];
  return {
    config: config?.status === 200 ? config.body : undefined,
    attributes: new Map(
      ["/Users", "/Groups"].flatMap((endpoint) => {
        const attributes = attributesOf(endpoint, resourceTypes ?? [], definitions);
        return attributes === undefined ? [] : [[endpoint, attributes]];
      }),
    ),
    endpoints,
    hasSchemas: definitions.length > 0,
    users: totalOf(users),
    groups: totalOf(groups),
  };
}

/** Who does not answer here announces nothing. */
async function asked(client: ScimClient, path: string): Promise<Exchange | undefined> {
  try {
    return await client.get(path);
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

async function firstAnswer(client: ScimClient): Promise<Exchange> {
  try {
    const answer = await client.get("/Users?startIndex=1&count=1");
    const problem = problemOf(answer, client.baseUrl);
    if (problem !== undefined) throw new NotReachable(problem);
    return answer;
  } catch (error) {
    if (error instanceof NoAnswer) {
      throw new NotReachable(`${error.message} Check the Tenant URL, and that this machine may reach it.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function problemOf(answer: Exchange, baseUrl: string): string | undefined {
  const asked = `${answer.method} ${answer.url} answers ${answer.status}`;
  const told = select(answer.body, "detail");
  const detail = typeof told === "string" ? ` ("${told.slice(0, 300)}")` : "";
  if (answer.status === 401 || answer.status === 403) {
    return `${asked}${detail}: the token is not accepted. Check --token; it goes without the word Bearer.`;
  }
  if (answer.status === 404) {
    return `${asked}: there is no SCIM service at ${baseUrl}. The Tenant URL is what stands before /Users.`;
  }
  if (answer.status >= 300 && answer.status < 400) {
    return `${asked} and leads to ${answer.headers.get("location")}. Give the Tenant URL that it leads to.`;
  }
  if (answer.status !== 200) return `${asked}${detail}, where a list of people is expected.`;
  if (!isJsonObject(answer.body)) {
    return `${asked} with ${answer.headers.get("content-type") ?? "no Content-Type"}, which is no JSON: this is no SCIM service.`;
  }
  return undefined;
}

function resourcesOf(answer: Exchange | undefined): JsonObject[] | undefined {
  // A bare array is not what RFC 7644 §4 says, but it tells as much.
  const list = Array.isArray(answer?.body) ? answer.body : select(answer?.body, "Resources");
  return answer?.status === 200 && Array.isArray(list) ? list.filter(isJsonObject) : undefined;
}

function totalOf(answer: Exchange | undefined): number | undefined {
  const total = select(answer?.body, "totalResults");
  return answer?.status === 200 && typeof total === "number" ? total : undefined;
}

const coreSchemas: Readonly<Record<string, string>> = {
  "/Users": "urn:ietf:params:scim:schemas:core:2.0:User",
  "/Groups": "urn:ietf:params:scim:schemas:core:2.0:Group",
};

function attributesOf(endpoint: string, types: readonly JsonObject[], definitions: readonly JsonObject[]) {
  const type = types.find((one) => one.endpoint === endpoint);
  const core = definitions.find(({ id }) => id === (type?.schema ?? coreSchemas[endpoint]));
  if (core === undefined || !Array.isArray(core.attributes)) return undefined;
  const extensions = Array.isArray(type?.schemaExtensions) ? type.schemaExtensions : [];
  const urns = new Set(extensions.map((extension) => select(extension, "schema")));
  const extended = definitions
    .filter(({ id }) => urns.has(id))
    .map((definition): JsonObject => ({ name: definition.id ?? null, subAttributes: definition.attributes ?? [] }));
  return [...core.attributes.filter(isJsonObject), ...extended];
}
