import { codes } from "@/lib/insight/codes";
import { inTurns } from "@/lib/in-turns";
import { bodyLimitBytes } from "@/lib/provisioning/limits";
import { ScimError, invalidSyntax, invalidValue } from "@/lib/scim/errors";
import type { Json } from "@/lib/scim/json";
import type { Steps } from "@/lib/scim/steps";
import { NestsTooDeep, parseJson } from "./parse-json";
import { BodyTooLarge } from "./scim-request";
import type { ScimRequest } from "./scim-request";

export const jsonDepthMax = 40;

/** Beside its work, every step costs a little. */
const isLong = (text: string) => text.length > 65_536;

const mediaTypes = new Set(["application/scim+json", "application/json"]);

/** application/scim+json (RFC 7644 §3.1) or application/json, with any parameters; absent is taken for the former. */
function checkMediaType(contentType: string | undefined): void {
  const mediaType = (contentType ?? "application/scim+json").split(";")[0]?.trim().toLowerCase() ?? "";
  if (mediaTypes.has(mediaType)) return;
  throw new ScimError(
    415,
    undefined,
    `Content-Type "${mediaType.slice(0, 100)}" is not understood. Send application/scim+json or application/json.`,
    { code: codes.mediaTypeUnsupported, headers: { Accept: "application/scim+json, application/json" } },
  );
}

/** Bodies are read as they come: of a compressed one nobody knows how large it will be (RFC 9110 §8.4, §15.5.16). */
function checkCoding(contentEncoding = "identity"): void {
  if (contentEncoding.trim() === "" || contentEncoding.trim().toLowerCase() === "identity") return;
  throw new ScimError(
    415,
    undefined,
    `Content-Encoding "${contentEncoding.slice(0, 100)}" is not understood. Send the body as it is, without compression.`,
    { code: codes.mediaTypeUnsupported, headers: { "Accept-Encoding": "identity" } },
  );
}

/** What was wrong with reading a body: it is too large, or its sender left. */
function unread(error: unknown): ScimError {
  if (!(error instanceof BodyTooLarge)) return invalidSyntax("The body ended before it was whole.", { cause: error });
  return new ScimError(
    413,
    undefined,
    `The body has more than ${bodyLimitBytes} bytes. Send the change in several smaller requests.`,
    { code: codes.bodyTooLarge },
  );
}

/**
 * The JSON body of a request, with its text.
 * @throws ScimError 415, 413, 400 invalidSyntax | invalidValue
 */
export async function readJson(request: ScimRequest): Promise<{ readonly body: Json; readonly text: string }> {
  checkMediaType(request.header("content-type"));
  checkCoding(request.header("content-encoding"));
  const bytes = await request.body(bodyLimitBytes).catch((error: unknown) => {
    throw unread(error);
  });
  return inTurns(readBytes(bytes));
}

function* readBytes(bytes: Uint8Array): Steps<{ readonly body: Json; readonly text: string }> {
  const text = decode(bytes);
  if (text.trim() === "") throw invalidSyntax("The body is empty; a JSON object was expected.");
  if (isLong(text)) yield;
  // PostgreSQL cannot store U+0000, and no identity provider has a reason to send it.
  if (hasNul(text)) throw invalidValue("The body holds the character U+0000, which cannot be stored.");
  if (isLong(text)) yield;
  return { body: yield* parse(text), text };
}

/** The escape, and not a backslash of its own before "u0000". */
const hasNul = (text: string): boolean => text.includes("\\u0000") && /(?<!\\)(?:\\\\)*\\u0000/.test(text);

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalidSyntax("The body is not UTF-8.", { cause });
  }
}

function* parse(text: string): Steps<Json> {
  try {
    return yield* parseJson(text, jsonDepthMax);
  } catch (cause) {
    if (cause instanceof NestsTooDeep) throw invalidSyntax(`The JSON body nests deeper than ${jsonDepthMax} levels.`);
    const why = cause instanceof Error ? ` (${cause.message.slice(0, 120)})` : "";
    throw invalidSyntax(`The body is not valid JSON${why}.`, { cause });
  }
}
