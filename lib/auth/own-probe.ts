import { createHmac } from "node:crypto";
import { sessionSecret } from "./session-cookie";
import { isSameHash } from "./token-secret";

/** The header by which the service knows requests of Muster's own connection test, whichever process sent them. */
export const ownProbeHeader = "x-muster-probe";

/** The header in which the service tells such a request how it arrived: what stands between may have rewritten it. */
export const receivedHeader = "x-muster-received";

const lifetimeSeconds = 10 * 60;

/** The value of `ownProbeHeader` for the next ten minutes. Nobody else can make one. */
export function signOwnProbe(now: Date): string {
  const expiry = String(Math.floor(now.getTime() / 1000) + lifetimeSeconds);
  return `${expiry}.${signatureOf(expiry)}`;
}

/** Whether a request is Muster's own: then it proves nothing about the identity provider. */
export function isOwnProbe(value: string | undefined, now: Date): boolean {
  const [, expiry = "", signature = ""] = /^(\d{1,12})\.([0-9a-f]{64})$/.exec(value ?? "") ?? [];
  return signature !== "" && isSameHash(signature, signatureOf(expiry)) && Number(expiry) * 1000 > now.getTime();
}

const signatureOf = (expiry: string): string =>
  createHmac("sha256", sessionSecret()).update(`own probe until ${expiry}`).digest("hex");
