import { createHash, randomInt, timingSafeEqual } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const keyLength = 12;
const secretLength = 32;
const checksumLength = 6;
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
  if (key === undefined) return undefined;
  const body = text.slice(0, -checksumLength);
  return checksumOf(body) === text.slice(-checksumLength) ? { key, hash: hashToken(text) } : undefined;
}

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
  while (text.length < length) text += alphabet.charAt(randomInt(alphabet.length));
  return text;
}

/** CRC32 in base62, so that a secret scanner can tell a real token from a look-alike offline. */
function checksumOf(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let index = 0; index < checksumLength; index += 1) {
    text = alphabet.charAt(rest % alphabet.length) + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}

/** CRC-32/ISO-HDLC. node:zlib has it only from Node 20.15 on, and the types of Node 20.9 not at all. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
