/** Why no HTTP answer came back, told apart by who has to repair what. */
export const transportProblems = [
  "dns",
  "refused",
  "timedOut",
  "unreachable",
  "cutOff",
  "notHttp",
  "tlsNotSpoken",
  "tlsExpired",
  "tlsNotYetValid",
  "tlsWrongName",
  "tlsSelfSigned",
  "tlsUnknownIssuer",
  "tlsFailed",
] as const;
export type TransportProblem = (typeof transportProblems)[number];

/** Codes of Node's errors (system, resolver, llhttp and OpenSSL's verification) by what they mean here. */
const byCode: Readonly<Record<string, TransportProblem>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timedOut",
  ESOCKETTIMEDOUT: "timedOut",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ECONNRESET: "cutOff",
  EPIPE: "cutOff",
  CERT_HAS_EXPIRED: "tlsExpired",
  CERT_NOT_YET_VALID: "tlsNotYetValid",
  ERR_TLS_CERT_ALTNAME_INVALID: "tlsWrongName",
  HOSTNAME_MISMATCH: "tlsWrongName",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tlsSelfSigned",
  SELF_SIGNED_CERT_IN_CHAIN: "tlsUnknownIssuer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tlsUnknownIssuer",
  UNABLE_TO_GET_ISSUER_CERT: "tlsUnknownIssuer",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tlsUnknownIssuer",
  CERT_UNTRUSTED: "tlsUnknownIssuer",
};

/** A request that was not answered: what it means, and the error's own words for who looks closer. */
export interface TransportFailure {
  readonly problem: TransportProblem;
  /** For instance "ECONNREFUSED". */
  readonly code: string;
  readonly message: string;
}

/** Node's error of a request or a look-up, read. */
export function transportFailure(error: unknown): TransportFailure {
  // Several addresses were tried, all in vain: the first tells. The error of all of them says nothing.
  if (error instanceof AggregateError && error.errors.length > 0) return transportFailure(error.errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return { problem: byCode[code] ?? problemOf(code, message), code, message };
}

function problemOf(code: string, message: string): TransportProblem {
  // OpenSSL read an answer in the clear as if it were a TLS record.
  if (/wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long/i.test(`${code} ${message}`)) return "tlsNotSpoken";
  if (code.startsWith("HPE_")) return "notHttp";
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") || code.startsWith("CERT_") || code === "EPROTO")
    return "tlsFailed";
  return "cutOff";
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "ETIMEDOUT";
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
