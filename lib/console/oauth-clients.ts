import { uuidv7 } from "uuidv7";
import { mintClientIdentifier, mintClientSecret, mintGrantKey } from "@/lib/auth/client-secret";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { isLive } from "@/lib/credentials/credential-end";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import {
  endClient,
  endClientSecret,
  findClient,
  findClientOfSecret,
  insertClient,
  insertClientSecret,
  listClientsOf,
} from "@/lib/db/oauth-clients";
import type { ClientRecord, ClientSecretRecord } from "@/lib/db/oauth-clients";
import { accessTokenHours } from "@/lib/inputs/oauth-client";
import type {
  AddClientSecretInput,
  CreateOAuthClientInput,
  RevokeOAuthClientInput,
  RevokeClientSecretInput,
} from "@/lib/inputs/oauth-client";
import { Refusal, notFound } from "@/lib/inputs/refusal";
import { nameOf } from "./actor-name";
import { audited } from "./audited";

export type ClientSecretDto = Omit<ClientSecretRecord, "clientId">;

export interface ClientDto extends Omit<ClientRecord, "directoryId" | "secrets" | "accessTokenSeconds"> {
  readonly accessTokenHours: number;
  /** The newest first, also those that ended. */
  readonly secrets: readonly ClientSecretDto[];
}

export interface CreatedSecretDto {
  readonly clientId: string;
  /** client_id. */
  readonly identifier: string;
  readonly name: string;
  readonly secretId: string;
  /** The only time that it exists outside its owner's hands. */
  readonly secret: string;
  readonly expiresAt: Date | null;
}

const dayMs = 24 * 60 * 60 * 1000;
const hourS = 60 * 60;
const liveSecretsMax = 5;

/**
 * Makes an OAuth client of a directory with its first secret. Without a name it gets one of the day; without days its
 * secret does not expire.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function createOAuthClient(
  scope: OrganizationScope,
  input: CreateOAuthClientInput,
): Promise<CreatedSecretDto> {
  requirePermission(scope.actor, "token:create");
  const { directoryId } = input;
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const name = input.name || `OAuth client of ${new Date().toISOString().slice(0, 10)}`;
  const accessTokenSeconds = (input.accessTokenHours ?? accessTokenHours.default) * hourS;
  const client = { id: uuidv7(), directoryId, identifier: mintClientIdentifier(), name };
  return audited(scope, async (transaction) => {
    const createdBy = nameOf(scope.actor);
    await insertClient(transaction, scope, { ...client, accessTokenSeconds, createdBy });
    const value = await insertSecret(transaction, scope, client, input.expiresInDays);
    return { value, entry: { ...entryOf("oauth-client.create", client), details: secretDetails(client, value) } };
  });
}

/**
 * Makes one more secret of a client; the others go on working.
 * @throws ForbiddenError, Refusal when there is no such client, it is revoked or has as many live secrets as it may
 */
export async function addClientSecret(
  scope: OrganizationScope,
  { clientId, expiresInDays }: AddClientSecretInput,
): Promise<CreatedSecretDto> {
  requirePermission(scope.actor, "token:create");
  const client = await findClient(db, scope, clientId);
  if (client === undefined) throw notFound();
  if (client.revokedAt !== null) throw new Refusal("errors.clientRevoked");
  const now = new Date();
  const live = client.secrets.filter((secret) => isLive(secret, now));
  if (live.length >= liveSecretsMax) throw new Refusal("errors.tooManySecrets");
  return audited(scope, async (transaction) => {
    const value = await insertSecret(transaction, scope, client, expiresInDays);
    return { value, entry: { ...entryOf("oauth-secret.create", client), details: secretDetails(client, value) } };
  });
}

/** A directory's OAuth clients, the newest first, also those that ended. */
export async function listOAuthClients(scope: OrganizationScope, directoryId: string): Promise<ClientDto[]> {
  requirePermission(scope.actor, "token:read");
  return (await listClientsOf(db, scope, directoryId)).map(toDto);
}

/**
 * Ends a secret and every access token that it brought, for the next request in every process. Ending an ended one
 * changes nothing.
 * @throws ForbiddenError, Refusal when the organization has no such secret
 */
export async function revokeClientSecret(
  scope: OrganizationScope,
  { secretId }: RevokeClientSecretInput,
): Promise<ClientDto> {
  requirePermission(scope.actor, "token:revoke");
  const client = await findClientOfSecret(db, scope, secretId);
  if (client === undefined) throw notFound();
  if (client.secrets.some(({ id, revokedAt }) => id === secretId && revokedAt !== null)) return toDto(client);
  const revokedAt = new Date();
  return audited(scope, async (transaction) => {
    await endClientSecret(transaction, scope, secretId, revokedAt);
    const secrets = client.secrets.map((secret) => (secret.id === secretId ? { ...secret, revokedAt } : secret));
    const details = { clientId: client.id, identifier: client.identifier, secretId };
    return { value: toDto({ ...client, secrets }), entry: { ...entryOf("oauth-secret.revoke", client), details } };
  });
}

/**
 * Ends a client, its secrets and its access tokens, for the next request in every process. Ending an ended one changes
 * nothing.
 * @throws ForbiddenError, Refusal when the organization has no such client
 */
export async function revokeOAuthClient(
  scope: OrganizationScope,
  { clientId }: RevokeOAuthClientInput,
): Promise<ClientDto> {
  requirePermission(scope.actor, "token:revoke");
  const client = await findClient(db, scope, clientId);
  if (client === undefined) throw notFound();
  if (client.revokedAt !== null) return toDto(client);
  const revokedAt = new Date();
  return audited(scope, async (transaction) => {
    await endClient(transaction, scope, clientId, revokedAt);
    const details = { clientId, identifier: client.identifier };
    return { value: toDto({ ...client, revokedAt }), entry: { ...entryOf("oauth-client.revoke", client), details } };
  });
}

type NamedClient = Pick<ClientRecord, "id" | "directoryId" | "identifier" | "name">;

async function insertSecret(
  transaction: Database,
  scope: OrganizationScope,
  { id: clientId, directoryId, identifier, name }: NamedClient,
  expiresInDays: number | undefined,
): Promise<CreatedSecretDto> {
  const { secret, hash, lastFour } = mintClientSecret(identifier);
  const expiresAt = expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * dayMs);
  const id = uuidv7();
  const createdBy = nameOf(scope.actor);
  const stored = { id, clientId, directoryId, key: mintGrantKey(), hash, lastFour, createdBy, expiresAt };
  await insertClientSecret(transaction, scope, stored);
  return { clientId, identifier, name, secretId: id, secret, expiresAt };
}

const entryOf = (action: string, { name, directoryId }: NamedClient) => ({ action, target: name, directoryId });

const secretDetails = ({ id, identifier }: NamedClient, { secretId, expiresAt }: CreatedSecretDto) => ({
  clientId: id,
  identifier,
  secretId,
  expiresAt: expiresAt?.toISOString() ?? null,
});

function toDto({ directoryId: _, accessTokenSeconds, secrets, ...client }: ClientRecord): ClientDto {
  return {
    ...client,
    accessTokenHours: accessTokenSeconds / hourS,
    secrets: secrets.map(({ clientId: __, ...secret }) => secret),
  };
}
