import { codes } from "@/lib/insight/codes";
import { turn } from "@/lib/provisioning/in-turns";
import { bodyLimitBytes } from "@/lib/provisioning/limits";
import { ScimError, invalidSyntax, invalidValue } from "@/lib/scim/errors";
import type { Json } from "@/lib/scim/json";
import { BodyTooLarge } from "./scim-request";
import type { ScimRequest } from "./scim-request";

export const jsonDepthMax = 40;

/** Reading so long a text takes a moment in which nobody else is served, so it is done in several. */
const longTextLength = 262_144;

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

/** Whether JSON text nests deeper than we are willing to follow; brackets inside strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case 0x22:
        index = endOfString(text, index);
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        if (depth > jsonDepthMax) return true;
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
    }
  }
  return false;
}

/** Where the quote is that ends the string which begins at `start`; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  let end = start;
  let escaped: boolean;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    escaped = false;
    for (let before = end - 1; text.charCodeAt(before) === 0x5c; before -= 1) escaped = !escaped;
  } while (escaped);
  return end;
}

/**
 * The JSON body of a request, with its text.
 * @throws ScimError 415, 413, 400 invalidSyntax | invalidValue
 */
export async function readJson(request: ScimRequest): Promise<{ readonly body: Json; readonly text: string }> {
  checkMediaType(request.header("content-type"));
  const bytes = await request.body(bodyLimitBytes).catch((error: unknown) => {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw new ScimError(
      413,
      undefined,
      `The body has more than ${bodyLimitBytes} bytes. Send the change in several smaller requests.`,
      { code: codes.bodyTooLarge },
    );
  });
  const text = decode(bytes);
  if (text.trim() === "") throw invalidSyntax("The body is empty; a JSON object was expected.");
  const isLong = text.length > longTextLength;
  if (isLong) await turn();
  if (isTooDeep(text)) throw invalidSyntax(`The JSON body nests deeper than ${jsonDepthMax} levels.`);
  // PostgreSQL cannot store U+0000, and no identity provider has a reason to send it.
  if (text.includes("\\u0000")) throw invalidValue("The body holds the character U+0000, which cannot be stored.");
  if (isLong) await turn();
  const body = parse(text);
  if (isLong) await turn();
  return { body, text };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalidSyntax("The body is not UTF-8.", { cause });
  }
}

function parse(text: string): Json {
  try {
    const body: Json = JSON.parse(text);
    return body;
  } catch (cause) {
    const why = cause instanceof Error ? ` (${cause.message.slice(0, 120)})` : "";
    throw invalidSyntax(`The body is not valid JSON${why}.`, { cause });
  }
}
