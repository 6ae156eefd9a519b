import type { JsonObject } from "../json";
import { serviceProviderConfigUrn } from "../urns";

/** What a service announces (RFC 7643 §5, RFC 9865 §4). An absent feature is announced as unsupported. */
export interface ServiceProviderLimits {
  /** The largest page. */
  readonly maxResults: number;
  readonly sort: boolean;
  readonly etag: boolean;
  /** `maxPayloadSize` in bytes. */
  readonly bulk?: { readonly maxOperations: number; readonly maxPayloadSize: number };
  /** `cursorTimeout` in seconds. */
  readonly cursor?: { readonly defaultPageSize: number; readonly cursorTimeout?: number };
}

/** The service provider's configuration, as /ServiceProviderConfig answers it: not wrapped in a list (RFC 7644 §4). */
export function serviceProviderConfig(baseUrl: string, limits: ServiceProviderLimits): JsonObject {
  const { bulk, cursor } = limits;
  return {
    schemas: [serviceProviderConfigUrn],
    patch: { supported: true },
    bulk: {
      supported: bulk !== undefined,
      maxOperations: bulk?.maxOperations ?? 0,
      maxPayloadSize: bulk?.maxPayloadSize ?? 0,
    },
    filter: { supported: true, maxResults: limits.maxResults },
    // Passwords are accepted and dropped: identity providers that send one must not fail, but none is ever stored.
    changePassword: { supported: false },
    sort: { supported: limits.sort },
    etag: { supported: limits.etag },
    ...(cursor && {
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: "index",
        defaultPageSize: cursor.defaultPageSize,
        maxPageSize: limits.maxResults,
        ...(cursor.cursorTimeout !== undefined && { cursorTimeout: cursor.cursorTimeout }),
      },
    }),
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "API token",
        description: "Send the directory's API token as an OAuth 2.0 bearer token.",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
      {
        type: "oauth2",
        name: "OAuth 2.0 client credentials",
        description:
          "Get an access token from /oauth/token with a client secret, or with a token of the workload's own issuer (RFC 7523), and send it as a bearer token.",
        specUri: "https://www.rfc-editor.org/info/rfc6749",
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${baseUrl}/ServiceProviderConfig` },
  };
}
