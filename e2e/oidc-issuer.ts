/** A real OpenID Connect issuer on this machine: what Entra's is to a federated workload. */
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";

export interface OidcIssuer {
  readonly issuer: string;
  /** `sub` of its tokens. */
  readonly subject: string;
  /** `aud` of its tokens. */
  readonly audience: string;
  /** A token of the workload, fresh, as the issuer's own token endpoint gives it. */
  token(): Promise<string>;
  close(): Promise<void>;
}

const workload = { client_id: "provisioning-service", client_secret: "known to everybody, so for tests only" };
const audience = "api://muster";

export async function startOidcIssuer(): Promise<OidcIssuer> {
  // It warns of whatever Node it finds as soon as it is imported: only where it is used.
  const { default: Provider } = await import("oidc-provider");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const provider = new Provider(issuer, {
    clients: [{ ...workload, grant_types: ["client_credentials"], redirect_uris: [], response_types: [] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "first", use: "sig", alg: "RS256" }] },
    ttl: { ClientCredentials: () => 600 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          scope: "",
          audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: 600,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
  server.on("request", provider.callback());
  return {
    issuer,
    subject: workload.client_id,
    audience,
    token: async () => {
      const body = new URLSearchParams({ ...workload, grant_type: "client_credentials" });
      const answer = await fetch(`${issuer}/token`, { method: "POST", body });
      const text = await answer.text();
      const token = /"access_token":"([^"]+)"/.exec(text)?.[1];
      if (token === undefined) throw new Error(`the issuer gave no token: ${answer.status} ${text}`);
      return token;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
