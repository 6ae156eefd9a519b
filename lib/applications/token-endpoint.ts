/** Where OAuth clients of every directory get their access tokens (RFC 6749 §4.4). */
const tokenPath = "/oauth/token";

/** Whether a path is the token endpoint's; a slash at its end is forgiven. */
export const isTokenPath = (pathname: string): boolean => pathname === tokenPath || pathname === `${tokenPath}/`;

/** The Token endpoint that an administrator pastes into the identity provider. `publicUrl` has no trailing slash. */
export const tokenEndpoint = (publicUrl: string): string => `${publicUrl}${tokenPath}`;
