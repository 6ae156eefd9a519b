import type { DirectoryProfile } from "@/lib/applications/profile";
import { codes } from "@/lib/insight/codes";
import { carryOutBulk } from "@/lib/provisioning/bulk";
import { createResource } from "@/lib/provisioning/create-resource";
import { deleteResource } from "@/lib/provisioning/delete-resource";
import { getResourceTypes, getSchemas, getServiceProviderConfig } from "@/lib/provisioning/discovery";
import { getResource } from "@/lib/provisioning/get-resource";
import { listResources } from "@/lib/provisioning/list-resources";
import { patchResource } from "@/lib/provisioning/patch-resource";
import type { Answer, ProvisioningRequest } from "@/lib/provisioning/provisioning-request";
import { replaceResource } from "@/lib/provisioning/replace-resource";
import { searchAll } from "@/lib/provisioning/search-all";
import { searchResources } from "@/lib/provisioning/search-resources";
import { ScimError } from "@/lib/scim/errors";
import type { Json } from "@/lib/scim/json";

type Handler = (request: ProvisioningRequest, body: Json) => Answer | Promise<Answer>;

/** What an endpoint answers, method by method. */
export type Endpoint = Readonly<Partial<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>>>;

const notImplemented =
  (what: string): Handler =>
  () => {
    throw new ScimError(501, undefined, `${what} is not supported by this service.`, { code: codes.notImplemented });
  };

/** Not there whatever is sent to it: its body is not read. */
export const me: Endpoint = {
  GET: notImplemented("/Me"),
  POST: notImplemented("/Me"),
  PUT: notImplemented("/Me"),
  PATCH: notImplemented("/Me"),
  DELETE: notImplemented("/Me"),
};

/**
 * The endpoint of a path below the base path (RFC 7644 §3.2).
 * @throws ScimError 404 when there is none
 */
export function endpointOf(profile: DirectoryProfile, segments: readonly string[]): Endpoint {
  const [first, second, ...rest] = segments;
  if (rest.length === 0) {
    const definition = [profile.user, profile.group].find((each) => each.endpoint === `/${first}`);
    if (definition && second === ".search")
      return { POST: (request, body) => searchResources(request, definition, body) };
    if (definition && second !== undefined) {
      return {
        GET: (request) => getResource(request, definition, second),
        PUT: (request, body) => replaceResource(request, definition, second, body),
        PATCH: (request, body) => patchResource(request, definition, second, body),
        DELETE: (request) => deleteResource(request, definition, second),
      };
    }
    if (definition) {
      return {
        GET: (request) => listResources(request, definition),
        POST: (request, body) => createResource(request, definition, body),
      };
    }
    if (first === "Schemas") return { GET: (request) => getSchemas(request, second) };
    if (first === "ResourceTypes") return { GET: (request) => getResourceTypes(request, second) };
    if (first === "ServiceProviderConfig" && second === undefined) return { GET: getServiceProviderConfig };
    if (first === "Me" && second === undefined) return me;
    if (first === "Bulk" && second === undefined) return { POST: carryOutBulk };
    if (first === ".search" && second === undefined) return { POST: searchAll };
  }
  throw new ScimError(
    404,
    undefined,
    `There is no endpoint /${segments.join("/").slice(0, 200)}. The Tenant URL ends with ${profile.basePath}; below it are /Users, /Groups, /Bulk, /.search, /Schemas, /ResourceTypes and /ServiceProviderConfig.`,
    { code: codes.endpointUnknown },
  );
}

/** For Allow: an endpoint's methods, with those that need no code of their own. */
export const methodsOf = (endpoint: Endpoint): string =>
  [...Object.keys(endpoint), ...("GET" in endpoint ? ["HEAD"] : []), "OPTIONS"].join(", ");
