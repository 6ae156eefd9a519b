import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { SignJWT } from "jose";
import { TokenError } from "./access-token";
import type { ClientAuthentication } from "./access-token";
import type { AssertionKey } from "./assertion-key";

/** Gives a signed JWT that says who the workload is; a new one each time. */
export type AssertionSource = () => string | Promise<string>;

/** A client that proves itself by an assertion of an issuer that it is federated with (RFC 7523 §2.2, ENTRA.md §6.3). */
export const workloadIdentity =
  (clientId: string, assertion: AssertionSource): ClientAuthentication =>
  async () => ({
    form: {
      client_id: clientId,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await assertion(),
    },
  });

export interface AssertionClaims {
  readonly issuer: string;
  /** Object id of Entra's provisioning principal. */
  readonly subject: string;
  readonly audience: string;
  /** tid: the customer's tenant. */
  readonly tenantId?: string;
}

const lifetimeS = 65 * 60;

/** Assertions with the claims of Entra's own, signed here. */
export function signedAssertion(
  { key, header }: AssertionKey,
  { issuer, subject, audience, tenantId }: AssertionClaims,
  now: () => number = Date.now,
): AssertionSource {
  return () => {
    const at = Math.floor(now() / 1000);
    return new SignJWT({
      oid: subject,
      ver: "2.0",
      ...(audience.startsWith("api://") && { appid: audience.slice("api://".length) }),
      ...(tenantId !== undefined && { tid: tenantId }),
    })
      .setProtectedHeader({ typ: "JWT", ...header })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(at)
      .setNotBefore(at)
      .setExpirationTime(at + lifetimeS)
      .setJti(randomUUID())
      .sign(key);
  };
}

/** Assertions that something else keeps fresh in a file, as Kubernetes does. */
export const assertionFile =
  (file: string): AssertionSource =>
  async () => {
    const text = await readFile(file, "utf8").catch(() => {
      throw new TokenError(`The assertion's file ${file} cannot be read.`);
    });
    return jwtIn(text, `The file ${file}`);
  };

const run = promisify(execFile);
const commandMs = 30_000;

/** Assertions that a command prints, for instance one that asks an issuer for them. */
export const assertionCommand =
  (command: string): AssertionSource =>
  async () => {
    const { stdout } = await run("/bin/sh", ["-c", command], { timeout: commandMs }).catch((error: unknown) => {
      const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
      const killed = error instanceof Error && "killed" in error && error.killed === true;
      const why = killed ? `it took longer than ${commandMs / 1000} s.` : said || String(error);
      throw new TokenError(`The assertion's command failed: ${why}`);
    });
    return jwtIn(stdout, "The assertion's command");
  };

/** @throws TokenError when it is none */
function jwtIn(text: string, who: string): string {
  const trimmed = text.trim();
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(trimmed)) throw new TokenError(`${who} gives no JSON Web Token.`);
  return trimmed;
}
