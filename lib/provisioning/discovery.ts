import { ScimError } from "@/lib/scim/errors";
import type { JsonObject } from "@/lib/scim/json";
import { listResponse } from "@/lib/scim/messages/list-response";
import { representSchema, resourceTypesOf, schemasOf } from "@/lib/scim/schema/discovery";
import { serviceProviderConfig } from "@/lib/scim/schema/service-provider-config";
import { codes } from "@/lib/insight/codes";
import { bodyLimitBytes, bulkOperationsMax } from "./limits";
import { defaultPageSize, maxPageSize } from "./paging";
import type { Answer, ProvisioningRequest } from "./provisioning-request";

/** What is announced is what paging.ts and limits.ts have others enforce. */
const limits = {
  maxResults: maxPageSize,
  sort: true,
  etag: true,
  bulk: { maxOperations: bulkOperationsMax, maxPayloadSize: bodyLimitBytes },
  cursor: { defaultPageSize },
};

const definitionsOf = ({ scope }: ProvisioningRequest) => [scope.directory.profile.user, scope.directory.profile.group];

/** RFC 7644 §4: filtering on a discovery endpoint is forbidden, so that the client sees everything. */
function refuseFilter({ parameters }: ProvisioningRequest): void {
  if (parameters.filter !== undefined) {
    throw new ScimError(403, undefined, "This endpoint cannot be filtered. Leave out the filter parameter.", {
      code: codes.invalidFilter,
    });
  }
}

function show(request: ProvisioningRequest, text: string): Answer {
  const outcome = { action: "other", status: "success", httpStatus: 200 } as const;
  return { status: 200, text, event: request.trail.toEvent(request.scope, { ...outcome, text }) };
}

function showList(request: ProvisioningRequest, resources: readonly JsonObject[]): Answer {
  const texts = resources.map((resource) => JSON.stringify(resource));
  return show(
    request,
    listResponse({ resources: texts, itemsPerPage: texts.length, totalResults: texts.length, startIndex: 1 }),
  );
}

function showOne(request: ProvisioningRequest, resources: readonly JsonObject[], id: string): Answer {
  const wanted = id.toLowerCase();
  const found = resources.find((resource) => String(resource.id).toLowerCase() === wanted);
  if (!found) {
    throw new ScimError(404, undefined, `"${id.slice(0, 200)}" is not among those that this endpoint lists.`, {
      code: codes.resourceUnknown,
    });
  }
  return show(request, JSON.stringify(found));
}

/** GET /ServiceProviderConfig (RFC 7643 §5): one resource, not a list. */
export function getServiceProviderConfig(request: ProvisioningRequest): Answer {
  refuseFilter(request);
  return show(request, JSON.stringify(serviceProviderConfig(request.baseUrl, limits)));
}

/** GET /Schemas and /Schemas/{urn} (RFC 7643 §7). */
export function getSchemas(request: ProvisioningRequest, id?: string): Answer {
  refuseFilter(request);
  const schemas = schemasOf(definitionsOf(request)).map((schema) => representSchema(schema, request.baseUrl));
  return id === undefined ? showList(request, schemas) : showOne(request, schemas, id);
}

/** GET /ResourceTypes and /ResourceTypes/{name} (RFC 7643 §6). */
export function getResourceTypes(request: ProvisioningRequest, id?: string): Answer {
  refuseFilter(request);
  const types = resourceTypesOf(definitionsOf(request), request.baseUrl);
  return id === undefined ? showList(request, types) : showOne(request, types, id);
}
