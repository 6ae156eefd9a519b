import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { sessionSecret } from "./session-cookie";

const secretBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** Whose secret it is: a sealed one that is moved to another row cannot be opened there. */
export interface SecretOwner {
  readonly directoryId: string;
  readonly id: string;
}

/** A new signing secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export const mintWebhookSecret = (): string => `whsec_${randomBytes(secretBytes).toString("base64")}`;

/** The secret as it is stored, to be had back with NEXTAUTH_SECRET only: a signature needs it again, so no hash would do. */
export function sealWebhookSecret(secret: string, owner: SecretOwner): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(), iv).setAAD(nameOf(owner));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** @returns undefined when it was sealed with another NEXTAUTH_SECRET or for another endpoint, or is damaged */
export function openWebhookSecret(sealed: Uint8Array, owner: SecretOwner): string | undefined {
  const bytes = Buffer.from(sealed);
  // A shorter tag would be taken as one that is easier to guess; a shorter one still is a mistake of the caller to node.
  if (bytes.length < ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(), bytes.subarray(0, ivBytes))
    .setAAD(nameOf(owner))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

const nameOf = ({ directoryId, id }: SecretOwner): Buffer => Buffer.from(`${directoryId} ${id}`);

const sealingKey = (): Buffer => Buffer.from(hkdfSync("sha256", sessionSecret(), "", "webhook secrets", 32));
