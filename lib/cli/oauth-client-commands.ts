import { tenantUrl } from "@/lib/applications/applications";
import { tokenEndpoint } from "@/lib/applications/token-endpoint";
import { operatorScopeOfClient } from "@/lib/auth/operator";
import type { OrganizationScope } from "@/lib/auth/scope";
import { createOAuthClient, listOAuthClients, revokeOAuthClient } from "@/lib/console/oauth-clients";
import type { ClientDto, ClientSecretDto } from "@/lib/console/oauth-clients";
import { createFederatedClient, setFederation } from "@/lib/console/oauth-federation";
import { isLive } from "@/lib/credentials/credential-end";
import { env } from "@/lib/env";
import {
  CreateFederatedClientInput,
  CreateOAuthClientInput,
  RevokeOAuthClientInput,
  SetFederationInput,
} from "@/lib/inputs/oauth-client";
import { registerClientSecretCommands } from "./client-secret-commands";
import { directoryOf, readDays, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError, day, instant, table } from "./terminal";

type FederationOptions = { issuer?: string; subject?: string; audience?: string; jwksUrl?: string };
type CreateOptions = FederationOptions & {
  organization: string;
  directory: string;
  name?: string;
  accessTokenHours?: string;
  expiresIn?: string;
};

const optionNames = { expiresInDays: "expires-in" };

export function registerOAuthClientCommands({ program, terminal }: Registrar): void {
  const client = program
    .command("oauth-client")
    .description(
      "OAuth clients: what an identity provider gets access tokens with, by a secret or an issuer of its own",
    );

  finish<CreateOptions>(
    client
      .command("create")
      .description("make a client, with a secret that is shown this once, or with --issuer for a federated workload")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>")
      .option("--name <name>", "shown name; one of the day when left out")
      .option("--access-token-hours <hours>", "how long its access tokens live, 1 to 6; 1 when left out")
      .option("--expires-in <days>", "of the secret, for instance 365d; it does not expire when left out")
      .option("--issuer <url>", "whose tokens the workload presents in place of a secret")
      .option("--subject <sub>", "of those tokens")
      .option("--audience <aud>", "of those tokens")
      .option("--jwks-url <url>", "where the issuer's keys are; discovered when left out"),
    terminal,
    "oauth-client create --organization contoso --directory 8x8 --name Entra --expires-in 365d",
    async ({ organization, directory: slug, ...options }) => {
      const scope = await scopeOf(organization);
      const { id: directoryId, application } = await directoryOf(scope, slug);
      const made = await create(scope, { ...options, directoryId });
      const publicUrl = env.publicUrl ?? `http://localhost:${env.port}`;
      const endpoints = { tenantUrl: tenantUrl(publicUrl, application), tokenEndpoint: tokenEndpoint(publicUrl) };
      return {
        json: { ...endpoints, ...made, expiresAt: instant(made.expiresAt) },
        text: [
          `Tenant URL         ${endpoints.tenantUrl}`,
          `Token endpoint     ${endpoints.tokenEndpoint}`,
          `Client identifier  ${made.clientIdentifier}`,
          ...(made.clientSecret === null ? [] : [`Client secret      ${made.clientSecret}`]),
          `Client id          ${made.clientId}`,
          ...(made.clientSecret === null ? [] : ["Store the secret now: it cannot be shown again."]),
        ].join("\n"),
      };
    },
  );

  finish<FederationOptions & { id: string }>(
    client
      .command("federate")
      .description("say whose tokens a client accepts in place of a secret; what it accepted before ends")
      .requiredOption("--id <client id>", "as oauth-client create and oauth-client list show it")
      .requiredOption("--issuer <url>")
      .requiredOption("--subject <sub>")
      .requiredOption("--audience <aud>")
      .option("--jwks-url <url>", "where the issuer's keys are; discovered when left out"),
    terminal,
    "oauth-client federate --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11 --issuer https://login.example.com --subject provisioning --audience api://muster",
    async ({ id, ...options }) => {
      const scope = await scopeOfClient(id);
      const { name, identifier } = await setFederation(
        scope,
        readOptions(SetFederationInput, { clientId: id, ...options }),
      );
      return {
        json: { clientId: id, clientIdentifier: identifier },
        text: `The client "${name}" accepts tokens of ${options.issuer}.`,
      };
    },
  );

  finish<{ id: string }>(
    client
      .command("revoke")
      .description("end a client, its secrets and its access tokens, from the next request on")
      .requiredOption("--id <client id>", "as oauth-client create and oauth-client list show it"),
    terminal,
    "oauth-client revoke --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11",
    async ({ id }) => {
      const { name, revokedAt } = await revokeOAuthClient(await scopeOfClient(id), { clientId: id });
      return { json: { clientId: id, revokedAt: instant(revokedAt) }, text: `Revoked the client "${name}".` };
    },
  );

  registerClientSecretCommands(client, terminal, scopeOfClient);

  finish<{ organization: string; directory: string }>(
    client
      .command("list")
      .description("list a directory's clients, also those that ended")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>"),
    terminal,
    "oauth-client list --organization contoso --directory 8x8",
    async ({ organization, directory }) => {
      const scope = await scopeOf(organization);
      const all = await listOAuthClients(scope, (await directoryOf(scope, directory)).id);
      return {
        json: { clients: all.map(toJson) },
        text: table(
          ["ID", "NAME", "CLIENT IDENTIFIER", "PROOF", "MADE BY", "LAST USED", "STATE"],
          all.map((one) => [
            one.id,
            one.name,
            one.identifier,
            proofOf(one, new Date()),
            one.createdBy,
            day(one.lastUsedAt, "never"),
            one.revokedAt === null ? "live" : "revoked",
          ]),
          "The directory has no OAuth client yet. Make one: oauth-client create",
        ),
      };
    },
  );
}

/** With a secret, or without one where any part of a federation is given: then all of it is wanted. */
async function create(
  scope: OrganizationScope,
  options: Omit<CreateOptions, "organization" | "directory"> & { readonly directoryId: string },
) {
  const { issuer, subject, audience, jwksUrl, expiresIn, accessTokenHours, ...rest } = options;
  const federation = { issuer, subject, audience, jwksUrl };
  const raw = { ...rest, accessTokenHours: accessTokenHours === undefined ? undefined : Number(accessTokenHours) };
  if (Object.values(federation).some((given) => given !== undefined)) {
    if (expiresIn !== undefined) {
      throw new CommandError("invalid", "--expires-in: a federated client has no secret that could expire.");
    }
    const input = readOptions(CreateFederatedClientInput, { ...raw, ...federation });
    const { clientId, identifier } = await createFederatedClient(scope, input);
    return { clientId, clientIdentifier: identifier, clientSecret: null, secretId: null, expiresAt: null };
  }
  const expiresInDays = expiresIn === undefined ? undefined : readDays(expiresIn);
  const input = readOptions(CreateOAuthClientInput, { ...raw, expiresInDays }, optionNames);
  const { clientId, identifier, secret, secretId, expiresAt } = await createOAuthClient(scope, input);
  return { clientId, clientIdentifier: identifier, clientSecret: secret, secretId, expiresAt };
}

/** @throws CommandError when nobody has a client of that id */
async function scopeOfClient(id: string): Promise<OrganizationScope> {
  const isId = RevokeOAuthClientInput.safeParse({ clientId: id }).success;
  const scope = isId ? await operatorScopeOfClient(id) : undefined;
  if (scope === undefined) {
    throw new CommandError("client-not-found", `There is no OAuth client ${id}. List them: oauth-client list`);
  }
  return scope;
}

function proofOf({ secrets, federation }: ClientDto, now: Date): string {
  const live = secrets.filter((secret) => isLive(secret, now));
  const proofs = [...live.map(({ lastFour }) => `secret …${lastFour}`), ...(federation ? [federation.issuer] : [])];
  return proofs.join(", ") || "none";
}

const toJson = ({ createdAt, lastUsedAt, revokedAt, secrets, federation, ...rest }: ClientDto) => ({
  ...rest,
  createdAt: instant(createdAt),
  lastUsedAt: instant(lastUsedAt),
  revokedAt: instant(revokedAt),
  federation: federation && { ...federation },
  secrets: secrets.map(secretToJson),
});

const secretToJson = ({ createdAt, lastUsedAt, expiresAt, revokedAt, ...rest }: ClientSecretDto) => ({
  ...rest,
  createdAt: instant(createdAt),
  lastUsedAt: instant(lastUsedAt),
  expiresAt: instant(expiresAt),
  revokedAt: instant(revokedAt),
});
