import { createServer } from "node:http";
import { SignJWT, exportJWK, generateKeyPair } from "jose";
import type { CryptoKey, JWK, JWTPayload } from "jose";

export interface SigningIssuer {
  /** The address it is reached at, and the `iss` it names unless `name` says otherwise. */
  readonly issuer: string;
  /** The paths that were asked for. */
  readonly asked: string[];
  /** What its discovery document names as issuer. */
  name: string;
  /** Whether it answers at all. */
  isUp: boolean;
  /** Replaces its keys by a new one of another kid; what it signed before is no more verifiable. */
  turnKeys(): Promise<void>;
  /** A token with these claims over the usual ones; `exp` and `nbf` in seconds. A claim of undefined is left out. */
  sign(claims?: JWTPayload, header?: { readonly kid?: string }): Promise<string>;
  close(): Promise<void>;
}

export const workload = { subject: "5f0c7d58-0000-4000-8000-000000000001", audience: "api://muster" };

/** An issuer whose tokens can be wrong in every way: a real server with its own keys, signed by jose. */
export async function startSigningIssuer(): Promise<SigningIssuer> {
  let kid = 0;
  let key: CryptoKey;
  let published: readonly JWK[] = [];
  async function turnKeys(): Promise<void> {
    const pair = await generateKeyPair("ES256");
    kid += 1;
    key = pair.privateKey;
    published = [{ ...(await exportJWK(pair.publicKey)), kid: `key-${kid}`, alg: "ES256", use: "sig" }];
  }
  await turnKeys();
  const server = createServer((request, response) => {
    made.asked.push(request.url ?? "");
    if (!made.isUp) return response.writeHead(500).end();
    const isDiscovery = request.url === "/.well-known/openid-configuration";
    const document = isDiscovery ? { issuer: made.name, jwks_uri: `${made.issuer}/keys` } : { keys: published };
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const made: SigningIssuer = {
    issuer,
    asked: [],
    name: issuer,
    isUp: true,
    turnKeys,
    sign: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: issuer, sub: workload.subject, aud: workload.audience, iat: now, exp: now + 3600 };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: `key-${kid}`, ...header })
        .sign(key);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}
