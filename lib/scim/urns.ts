/** Schema URNs of RFC 7643 §10.3 and message URNs of RFC 7644 §8.2. Compare them case-insensitively (RFC 7643 §2.1). */
export const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
export const groupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const enterpriseUserUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const schemaUrn = "urn:ietf:params:scim:schemas:core:2.0:Schema";
export const resourceTypeUrn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
export const serviceProviderConfigUrn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
export const listResponseUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const patchOpUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
export const errorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";
export const bulkResponseUrn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
