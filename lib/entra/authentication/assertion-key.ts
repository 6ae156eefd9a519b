import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { isJsonObject, parseJson } from "../json";
import type { JsonObject } from "../json";
import { TokenError } from "./access-token";

/** What an assertion is signed with, and what its header says of that. */
export interface AssertionKey {
  readonly key: KeyObject;
  readonly header: { readonly alg: string; readonly kid?: string; readonly x5t?: string; readonly "x5t#S256"?: string };
}

export interface KeyMaterial {
  /** Contents of the file: a PEM (its certificate may follow), a JWK, or a JWK Set. */
  readonly text: string;
  /** Contents of the certificate's file, PEM. */
  readonly certificate?: string;
  /** In place of the one that JWK or certificate tell. */
  readonly keyId?: string;
}

/**
 * Reads a private key. With a certificate the key is named by its thumbprint, as Entra names its own; a key of which no
 * name is known is not named at all.
 * @throws TokenError saying what is wrong with it
 */
export function readAssertionKey({ text, certificate, keyId }: KeyMaterial): AssertionKey {
  const jwk = privateJwk(parseJson(text));
  const key = jwk ? fromJwk(jwk) : fromPem(text);
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(certificate ?? text)?.[0];
  if (certificate !== undefined && pem === undefined)
    throw new TokenError("The certificate's file holds no certificate.");
  const thumbprints = pem === undefined ? undefined : thumbprintsOf(new X509Certificate(pem), key);
  const kid = keyId ?? (typeof jwk?.["kid"] === "string" ? jwk["kid"] : thumbprints?.x5t);
  return { key, header: { alg: algorithmOf(key), ...(kid !== undefined && { kid }), ...thumbprints } };
}

function privateJwk(parsed: unknown): JsonObject | undefined {
  if (!isJsonObject(parsed)) return undefined;
  const keys = Array.isArray(parsed["keys"]) ? parsed["keys"].filter(isJsonObject) : [parsed];
  const found = keys.find((key) => typeof key["d"] === "string");
  if (!found) throw new TokenError("The JWK holds no private key (d): only who has it can sign an assertion.");
  return found;
}

function fromJwk(jwk: JsonObject): KeyObject {
  try {
    return createPrivateKey({ key: jwk, format: "jwk" });
  } catch (error) {
    throw new TokenError(`The JWK cannot be read: ${messageOf(error)}`);
  }
}

function fromPem(text: string): KeyObject {
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text))
    throw new TokenError("The private key is encrypted. Give one without a passphrase (openssl pkey -in … -out …).");
  const pem = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]+-----END (?:[A-Z]+ )?PRIVATE KEY-----/.exec(text)?.[0];
  if (pem === undefined)
    throw new TokenError(
      "There is no private key: neither PEM nor JWK. Of a .pfx, make a PEM (openssl pkcs12 -in … -nodes -out …).",
    );
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new TokenError(`The private key cannot be read: ${messageOf(error)}`);
  }
}

function thumbprintsOf(certificate: X509Certificate, key: KeyObject) {
  if (!certificate.checkPrivateKey(key)) throw new TokenError("The certificate is not that of the private key.");
  const thumbprint = (hash: string) => createHash(hash).update(certificate.raw).digest("base64url");
  return { x5t: thumbprint("sha1"), "x5t#S256": thumbprint("sha256") };
}

const curves: Readonly<Record<string, string>> = { prime256v1: "ES256", secp384r1: "ES384", secp521r1: "ES512" };

/** @throws TokenError for a key that no JWT is signed with */
function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  const algorithm =
    type === "rsa"
      ? "RS256"
      : type === "ed25519"
        ? "EdDSA"
        : type === "ec"
          ? curves[details?.namedCurve ?? ""]
          : undefined;
  if (algorithm === undefined) throw new TokenError(`A key of type ${type ?? "unknown"} cannot sign an assertion.`);
  return algorithm;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
