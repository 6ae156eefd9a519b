import { readFile } from "node:fs/promises";
import { Option } from "commander";
import type { Command } from "commander";
import { accessTokens } from "../authentication/access-token";
import type { ClientAuthentication } from "../authentication/access-token";
import { readAssertionKey } from "../authentication/assertion-key";
import { clientSecret } from "../authentication/client-secret";
import {
  assertionCommand,
  assertionFile,
  signedAssertion,
  workloadIdentity,
} from "../authentication/workload-identity";
import type { AssertionSource } from "../authentication/workload-identity";
import type { TokenSource } from "../http-client";
import { CommandError } from "./terminal";

export interface AuthenticationOptions {
  readonly token?: string;
  readonly tokenEndpoint?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly clientAuth: "body" | "basic";
  readonly scope?: string;
  readonly assertionFile?: string;
  readonly assertionCommand?: string;
  readonly assertionKey?: string;
  readonly assertionCertificate?: string;
  readonly assertionKeyId?: string;
  readonly assertionIssuer?: string;
  readonly assertionSubject?: string;
  readonly assertionAudience?: string;
  readonly assertionTenant?: string;
}

const bearer = "Bearer authentication:";
const oauth = "OAuth 2.0 client credentials:";
const workload = "Workload identity, in place of --client-secret:";

/** The three ways of ENTRA.md §6.3, each with what Entra's page asks for. */
export function addAuthenticationOptions(command: Command): Command {
  const add = (group: string, flags: string, description: string) =>
    command.addOption(new Option(flags, description).helpGroup(group));
  add(bearer, "--token <token>", "the secret token, without the word Bearer");
  add(oauth, "--token-endpoint <url>", "where access tokens come from; one is kept until a minute before its end");
  add(oauth, "--client-id <id>", "the client's identifier");
  add(oauth, "--client-secret <secret>", "its secret");
  command.addOption(
    new Option("--client-auth <place>", "where identifier and secret go: the form, or HTTP Basic")
      .choices(["body", "basic"])
      .default("body")
      .helpGroup(oauth),
  );
  add(oauth, "--scope <scope>", "sent along; scim with an assertion, else none");
  add(workload, "--assertion-file <file>", "holds a JSON Web Token; read anew for each access token");
  add(workload, "--assertion-command <command>", "prints one; run anew for each access token");
  add(workload, "--assertion-key <file>", "private key to sign one with: PEM (its certificate may follow) or JWK");
  add(workload, "--assertion-certificate <file>", "PEM of the key's certificate; its thumbprint is the key's name");
  add(workload, "--assertion-key-id <kid>", "the key's name, in place of that");
  add(workload, "--assertion-issuer <url>", "iss of a signed one; Entra's of --assertion-tenant when left out");
  add(workload, "--assertion-subject <id>", "sub of a signed one");
  add(workload, "--assertion-audience <uri>", "aud of a signed one, for instance api://<app id>");
  add(workload, "--assertion-tenant <id>", "tid of a signed one; the issuer's when left out");
  return command;
}

/** @throws CommandError naming what is missing, or given twice; TokenError of a key that cannot be used */
export async function tokenSourceOf(options: AuthenticationOptions, timeLimitMs: number): Promise<TokenSource> {
  const { token, tokenEndpoint, clientId, clientSecret: secret, clientAuth, scope } = options;
  const given = [
    ["--token", token],
    ["--client-secret", secret],
    ["--assertion-file", options.assertionFile],
    ["--assertion-command", options.assertionCommand],
    ["--assertion-key", options.assertionKey],
  ].flatMap(([name, value]) => (value === undefined ? [] : [name ?? ""]));
  const [way] = given;
  if (given.length > 1) throw new CommandError(`${given.join(" and ")} are several ways to authenticate. Give one.`);
  if (token !== undefined) {
    const bare = token.trim().replace(/^Bearer\s+/i, "");
    return () => bare;
  }
  if (way === undefined)
    throw new CommandError(
      "--token is needed, or --token-endpoint and --client-id with --client-secret or one of --assertion-file, --assertion-command and --assertion-key.",
    );
  if (tokenEndpoint === undefined || !/^https?:\/\//.test(tokenEndpoint) || !URL.canParse(tokenEndpoint))
    throw new CommandError(`${way} needs --token-endpoint: an http or https URL.`);
  if (clientId === undefined) throw new CommandError(`${way} needs --client-id.`);
  const authenticate: ClientAuthentication =
    secret === undefined
      ? workloadIdentity(clientId, await assertionOf(options))
      : clientSecret({ clientId, clientSecret: secret, place: clientAuth });
  const wanted = scope ?? (secret === undefined ? "scim" : undefined);
  return accessTokens({ tokenEndpoint, authenticate, timeLimitMs, ...(wanted !== undefined && { scope: wanted }) });
}

async function assertionOf(options: AuthenticationOptions): Promise<AssertionSource> {
  if (options.assertionFile !== undefined) return assertionFile(options.assertionFile);
  if (options.assertionCommand !== undefined) return assertionCommand(options.assertionCommand);
  const { assertionKey = "", assertionCertificate, assertionKeyId, assertionSubject, assertionAudience } = options;
  const { issuer, tenantId } = issuerOf(options);
  if (issuer === undefined) throw new CommandError("--assertion-key needs --assertion-issuer, or --assertion-tenant.");
  if (assertionSubject === undefined) throw new CommandError("--assertion-key needs --assertion-subject.");
  if (assertionAudience === undefined) throw new CommandError("--assertion-key needs --assertion-audience.");
  const key = readAssertionKey({
    text: await contentsOf(assertionKey),
    ...(assertionCertificate !== undefined && { certificate: await contentsOf(assertionCertificate) }),
    ...(assertionKeyId !== undefined && { keyId: assertionKeyId }),
  });
  return signedAssertion(key, {
    issuer,
    subject: assertionSubject,
    audience: assertionAudience,
    ...(tenantId !== undefined && { tenantId }),
  });
}

/** Entra's issuers name their tenant. */
function issuerOf({ assertionIssuer, assertionTenant }: AuthenticationOptions) {
  const inIssuer = /^https:\/\/login\.microsoftonline\.com\/([\w-]+)\/v2\.0$/.exec(assertionIssuer ?? "")?.[1];
  const tenantId = assertionTenant ?? inIssuer;
  const ofTenant = assertionTenant && `https://login.microsoftonline.com/${assertionTenant}/v2.0`;
  return { issuer: assertionIssuer ?? ofTenant, tenantId };
}

const contentsOf = (file: string): Promise<string> =>
  readFile(file, "utf8").catch(() => {
    throw new CommandError(`${file} cannot be read.`);
  });
