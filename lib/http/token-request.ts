import { codes } from "@/lib/insight/codes";
import { OAuthError } from "@/lib/auth/oauth-error";
import { BodyTooLarge } from "./scim-request";
import type { ScimRequest } from "./scim-request";

const bodyLimitBytes = 32 * 1024;
/** RFC 7523 §2.2. */
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const mediaType = "application/x-www-form-urlencoded";

/** What the token endpoint reads of a request; the rest of the form is ignored (RFC 6749 §3.2). */
export interface TokenRequest {
  readonly grantType: string | undefined;
  readonly identifier: string | undefined;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
}

const invalidRequest = (description: string, status = 400) =>
  new OAuthError("invalid_request", description, { status, code: codes.tokenRequestInvalid });

/**
 * The form of a token request and the client's credentials, from the Authorization header or from the form (§2.3.1). What
 * stands in the URL is not looked at: secrets must not be there.
 * @throws OAuthError invalid_request
 */
export async function readTokenRequest(request: ScimRequest): Promise<TokenRequest> {
  const form = await readForm(request);
  const basic = readBasic(request.header("authorization"));
  const identifier = form.get("client_id");
  const secret = form.get("client_secret");
  const assertion = readAssertion(form);
  const proofs = [basic, secret, assertion].filter((proof) => proof !== undefined);
  if (proofs.length > 1 || (basic && identifier !== undefined && identifier !== basic.identifier)) {
    throw invalidRequest("The client's credentials came in several ways. Send them in one (RFC 6749, 2.3).");
  }
  return { grantType: form.get("grant_type"), identifier, secret, assertion, ...basic };
}

function readAssertion(form: ReadonlyMap<string, string>): string | undefined {
  const assertion = form.get("client_assertion");
  if (assertion === undefined || form.get("client_assertion_type") === assertionType) return assertion;
  throw invalidRequest(`The parameter client_assertion_type must be ${assertionType}.`);
}

async function readForm(request: ScimRequest): Promise<Map<string, string>> {
  const contentType = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (contentType !== undefined && contentType !== mediaType) {
    throw invalidRequest(`Send the parameters as ${mediaType}, not as ${contentType.slice(0, 100)}.`);
  }
  const bytes = await request.body(bodyLimitBytes).catch((error: unknown) => {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw invalidRequest(`The body has more than ${bodyLimitBytes} bytes.`, 413);
  });
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) {
    if (form.has(name)) throw invalidRequest(`The parameter ${name.slice(0, 100)} came twice.`);
    // A parameter without a value counts as left out (§3.2).
    if (value !== "") form.set(name, value);
  }
  return form;
}

/** The credentials of HTTP Basic: form-encoded, then joined by a colon, then base64 (§2.3.1). */
function readBasic(header: string | undefined): { identifier: string; secret: string | undefined } | undefined {
  if (header === undefined) return undefined;
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})\s*$/i.exec(header)?.[1];
  const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1)
    throw invalidRequest("The Authorization header is not of the form Basic base64(client_id:client_secret).");
  const secret = formDecoded(text.slice(colon + 1));
  return { identifier: formDecoded(text.slice(0, colon)), secret: secret === "" ? undefined : secret };
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
