import type { ClientAuthentication, ClientProof } from "./access-token";

export interface ClientSecret {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where it goes; Entra is known to do both (ENTRA.md §6.3). */
  readonly place: "body" | "basic";
}

/** A client that proves itself by a secret (RFC 6749 §2.3.1). */
export function clientSecret({ clientId, clientSecret: secret, place }: ClientSecret): ClientAuthentication {
  const proof: ClientProof =
    place === "body"
      ? { form: { client_id: clientId, client_secret: secret } }
      : { form: {}, headers: { Authorization: `Basic ${basic(clientId, secret)}` } };
  return () => proof;
}

/** Both are form-encoded before they are joined. */
const basic = (...parts: readonly string[]): string =>
  Buffer.from(parts.map((part) => new URLSearchParams({ "": part }).toString().slice(1)).join(":")).toString("base64");
