import { createHmac } from "node:crypto";
import type { Grant } from "@/lib/db/oauth-credentials";
import { checksumLength, checksumOf, hasChecksum } from "./checksum";
import { sessionSecret } from "./session-cookie";
import { isSameHash } from "./token-secret";

/**
 * An access token is `mua_<key of the client>_<key of the grant><expiry><signature><checksum>` and stored nowhere. The
 * signature's key is made of NEXTAUTH_SECRET and what the database keeps of the grant, so that neither alone suffices
 * to forge one; a token lives no longer than its grant, which every process caches and drops when it is told to.
 */
const shape = new RegExp(
  `^mua_([0-9A-Za-z]{12})_([0-9A-Za-z]{6})([0-9a-f]{8})([0-9a-f]{64})[0-9A-Za-z]{${checksumLength}}$`,
);
const signatureLength = 64;

export interface PresentedAccessToken {
  /** Of the client it says it was issued to. */
  readonly identifier: string;
  readonly grantKey: string;
  readonly expiresAt: Date;
  readonly body: string;
  readonly signature: string;
}

/** Signs an access token; it expires at a whole second. */
export function signAccessToken(identifier: string, grant: Grant, expiresAt: Date): string {
  const expiry = Math.floor(expiresAt.getTime() / 1000)
    .toString(16)
    .padStart(8, "0");
  const body = `mua_${identifier.slice("muc_".length)}_${grant.key}${expiry}`;
  const signed = body + signatureOf(body, grant);
  return signed + checksumOf(signed);
}

/**
 * Reads an access token without the database: nothing of it is true before its signature is.
 * @returns undefined when the shape or the checksum is wrong: then it never was one of ours
 */
export function parseAccessToken(text: string): PresentedAccessToken | undefined {
  const match = shape.exec(text);
  if (match === null || !hasChecksum(text)) return undefined;
  const [, key = "", grantKey = "", expiry = "", signature = ""] = match;
  return {
    identifier: `muc_${key}`,
    grantKey,
    expiresAt: new Date(Number.parseInt(expiry, 16) * 1000),
    body: text.slice(0, -(signatureLength + checksumLength)),
    signature,
  };
}

/** Whether the token was signed for this grant, by us. */
export const isSignedFor = (grant: Grant, { body, signature }: PresentedAccessToken): boolean =>
  isSameHash(signature, signatureOf(body, grant));

const signatureOf = (body: string, grant: Grant): string =>
  createHmac("sha256", signingKeyOf(grant)).update(body).digest("hex");

const signingKeys = new WeakMap<Grant, Buffer>();

function signingKeyOf(grant: Grant): Buffer {
  const known = signingKeys.get(grant);
  if (known) return known;
  const key = createHmac("sha256", sessionSecret()).update(`access tokens of ${grant.hash}`).digest();
  signingKeys.set(grant, key);
  return key;
}
