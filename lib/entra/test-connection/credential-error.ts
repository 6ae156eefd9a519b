import type { Exchange } from "../http-client";

/** The error code that Entra's Test Connection shows for an exchange (ENTRA.md §1.3). */
export function credentialErrorCode(exchange: Exchange): string {
  const prefix = "SystemForCrossDomainIdentityManagement";
  if ("failure" in exchange) return `${prefix}CredentialValidationUnavailable`;
  const { status } = exchange.received;
  if (status === 400 || status === 401) return `${prefix}CredentialValidationFailure`;
  if (status === 403 || status >= 500) return `${prefix}CredentialValidationUnavailable`;
  return `${prefix}ServiceIncompatible`;
}
