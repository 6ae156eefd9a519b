import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { base62, checksumLength, checksumOf, hasChecksum } from "./checksum";

const keyLength = 12;
const secretLength = 32;
const shape = new RegExp(
  `^mus_([0-9A-Za-z]{${keyLength}})_([0-9A-Za-z]{${secretLength}})([0-9A-Za-z]{${checksumLength}})$`,
);

/** What the database keeps of a token; the token itself is shown once and kept nowhere. */
export interface MintedToken {
  /** `mus_<key>_<secret><checksum>` */
  readonly token: string;
  /** Public, unique: attributes even a wrong, expired or revoked token to its directory's log. */
  readonly key: string;
  /** SHA-256 of the whole token, hex. The secret has 190 bits, so a slow hash would add nothing but latency. */
  readonly hash: string;
  readonly lastFour: string;
}

/** Makes a new bearer token with 190 random bits. */
export function mintToken(): MintedToken {
  const key = randomText(keyLength);
  const body = `mus_${key}_${randomText(secretLength)}`;
  const token = body + checksumOf(body);
  return { token, key, hash: hashToken(token), lastFour: token.slice(-4) };
}

/**
 * Reads a bearer token without the database.
 * @returns undefined when the shape or the checksum is wrong: then it never was one of ours.
 */
export function parseToken(text: string): { key: string; hash: string } | undefined {
  const key = shape.exec(text)?.[1];
  return key !== undefined && hasChecksum(text) ? { key, hash: hashToken(text) } : undefined;
}

const named = new RegExp(`\\bmus_([0-9A-Za-z]{${keyLength}})_`);

/** The public part of a token that stands somewhere in a text, cut short or wrapped in something else; undefined: none does. */
export const keyIn = (text: string): string | undefined => named.exec(text)?.[1];

/** SHA-256, hex. Also of the secret of a setup link. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares two hex hashes in constant time. */
export function isSameHash(left: string, right: string): boolean {
  const a = new Uint8Array(Buffer.from(left, "hex"));
  const b = new Uint8Array(Buffer.from(right, "hex"));
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

/** `length` characters of base62, without modulo bias. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) text += base62.charAt(randomInt(base62.length));
  return text;
}
