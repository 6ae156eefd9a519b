import type { ScimError } from "@/lib/scim/errors";

/**
 * Our stable error codes. The letter says where to look: T token or OAuth client, S service, D domain, A attribute value, U uniqueness,
 * P PATCH path, B brake, F filter, R resource, V version, H HTTP, L limit, X our own fault. `messages/en.json` has under
 * `codes.<code>` what an administrator should do; a test checks that none is missing.
 */
export const codes = {
  tokenMissing: "MUSTER-T01",
  tokenMalformed: "MUSTER-T02",
  tokenUnknown: "MUSTER-T03",
  tokenRevoked: "MUSTER-T04",
  tokenExpired: "MUSTER-T05",
  clientUnknown: "MUSTER-T06",
  secretMissing: "MUSTER-T07",
  secretWrong: "MUSTER-T08",
  secretEnded: "MUSTER-T09",
  tokenRequestInvalid: "MUSTER-T10",
  accessTokenExpired: "MUSTER-T11",
  accessTokenEnded: "MUSTER-T12",
  assertionWrong: "MUSTER-T13",
  issuerKeysUnavailable: "MUSTER-T14",
  serviceOff: "MUSTER-S01",
  domainNotRegistered: "MUSTER-D01",
  domainNotVerified: "MUSTER-D02",
  domainMissing: "MUSTER-D03",
  domainTaken: "MUSTER-D04",
  invalidValue: "MUSTER-A01",
  memberUnknown: "MUSTER-A02",
  bulkReference: "MUSTER-A03",
  immutableOrReadOnly: "MUSTER-A07",
  notUnique: "MUSTER-U01",
  heldByBrake: "MUSTER-B01",
  invalidPath: "MUSTER-P01",
  noTarget: "MUSTER-P02",
  invalidFilter: "MUSTER-F01",
  invalidPaging: "MUSTER-F02",
  resourceUnknown: "MUSTER-R01",
  endpointUnknown: "MUSTER-R02",
  versionMismatch: "MUSTER-V01",
  invalidSyntax: "MUSTER-H01",
  methodNotAllowed: "MUSTER-H05",
  bodyTooLarge: "MUSTER-H13",
  mediaTypeUnsupported: "MUSTER-H15",
  notImplemented: "MUSTER-H51",
  tooManyRequests: "MUSTER-L01",
  tooManyWrongSecrets: "MUSTER-L02",
  concurrentChanges: "MUSTER-X02",
  internal: "MUSTER-X01",
} as const;

export type Code = (typeof codes)[keyof typeof codes];

const byScimType: Readonly<Record<string, Code>> = {
  invalidFilter: codes.invalidFilter,
  tooMany: codes.invalidFilter,
  uniqueness: codes.notUnique,
  mutability: codes.immutableOrReadOnly,
  invalidSyntax: codes.invalidSyntax,
  invalidPath: codes.invalidPath,
  noTarget: codes.noTarget,
  invalidValue: codes.invalidValue,
  invalidCursor: codes.invalidPaging,
  expiredCursor: codes.invalidPaging,
  invalidCount: codes.invalidPaging,
};

const byStatus: Readonly<Record<number, Code>> = {
  404: codes.resourceUnknown,
  405: codes.methodNotAllowed,
  412: codes.versionMismatch,
  413: codes.bodyTooLarge,
  415: codes.mediaTypeUnsupported,
  429: codes.tooManyRequests,
  501: codes.notImplemented,
};

/** The code of an error: the one it was thrown with, else that of its scimType, else that of its status. */
export function codeOf(error: ScimError): string {
  return (
    error.code ?? (error.scimType ? byScimType[error.scimType] : undefined) ?? byStatus[error.status] ?? codes.internal
  );
}

/** What Entra's own provisioning log will call this answer (ENTRA.md §7.5); undefined for a success. */
export function entraErrorCode(httpStatus: number): string | undefined {
  if (httpStatus < 400) return undefined;
  const known: Readonly<Record<number, string>> = {
    401: "Unauthorized",
    403: "InsufficientRights",
    404: "InvalidAnchor",
    405: "MethodNotAllowed",
    409: "EntryConflict",
    422: "UnprocessableEntity",
    429: "TooManyRequests",
    501: "NotImplemented",
  };
  return (
    known[httpStatus] ??
    (httpStatus >= 500 ? "InternalServerError" : "SystemForCrossDomainIdentityManagementServiceIncompatible")
  );
}
