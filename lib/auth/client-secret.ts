import { checksumLength, checksumOf, hasChecksum } from "./checksum";
import { hashToken, randomText } from "./token-secret";

const keyLength = 12;
const grantKeyLength = 6;
const secretLength = 32;
const identifier = `muc_[0-9A-Za-z]{${keyLength}}`;
const identifierShape = new RegExp(`^${identifier}$`);
const secretShape = new RegExp(`^(${identifier})_[0-9A-Za-z]{${secretLength + checksumLength}}$`);

/** A new client_id: `muc_<key>`. Public, unique: it attributes even a wrong secret to its directory's log. */
export const mintClientIdentifier = (): string => `muc_${randomText(keyLength)}`;

export const isClientIdentifier = (text: string): boolean => identifierShape.test(text);

/** Names a secret, or a federation, of a client inside access tokens. */
export const mintGrantKey = (): string => randomText(grantKeyLength);

/** What the database keeps of a client secret; the secret itself is shown once and kept nowhere. */
export interface MintedClientSecret {
  /** `muc_<key>_<secret><checksum>`: it begins with the client_id it belongs to. */
  readonly secret: string;
  /** SHA-256, hex; of 190 random bits, as a token's. */
  readonly hash: string;
  readonly lastFour: string;
}

export function mintClientSecret(clientIdentifier: string): MintedClientSecret {
  const body = `${clientIdentifier}_${randomText(secretLength)}`;
  const secret = body + checksumOf(body);
  return { secret, hash: hashToken(secret), lastFour: secret.slice(-4) };
}

/**
 * Reads a client secret without the database.
 * @returns undefined when the shape or the checksum is wrong: then it never was one of ours
 */
export function parseClientSecret(text: string): { identifier: string; hash: string } | undefined {
  const found = secretShape.exec(text)?.[1];
  return found !== undefined && hasChecksum(text) ? { identifier: found, hash: hashToken(text) } : undefined;
}
