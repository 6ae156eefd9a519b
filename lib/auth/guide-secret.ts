import { checksumLength, checksumOf, hasChecksum } from "./checksum";
import { hashToken, randomText } from "./token-secret";

const secretLength = 32;
const shape = new RegExp(`^mul_[0-9A-Za-z]{${secretLength + checksumLength}}$`);

/** A new secret of a setup link, `mul_<secret><checksum>` with 190 random bits, and the SHA-256 of it that is stored. */
export function mintGuideSecret(): { readonly secret: string; readonly hash: string } {
  const body = `mul_${randomText(secretLength)}`;
  const secret = body + checksumOf(body);
  return { secret, hash: hashToken(secret) };
}

/**
 * The hash to look a setup link up by: what is compared is never the secret, so an answer's time tells nothing of it.
 * @returns undefined when the shape or the checksum is wrong: then it never was one of ours
 */
export const hashOfGuideSecret = (text: string): string | undefined =>
  shape.test(text) && hasChecksum(text) ? hashToken(text) : undefined;
