import type { OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

/** A secret without what could verify it: the hash is written here and read only by lib/db/oauth-credentials.ts. */
export interface ClientSecretRecord {
  readonly id: string;
  readonly clientId: string;
  readonly lastFour: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whose assertions a client accepts in place of a secret. */
export interface FederationRecord {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Null: the one that the issuer's discovery document names. */
  readonly jwksUrl: string | null;
}

/** An OAuth client with its secrets, the newest first, also those that ended. */
export interface ClientRecord {
  readonly id: string;
  readonly directoryId: string;
  readonly identifier: string;
  readonly name: string;
  readonly accessTokenSeconds: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly lastUsedAt: Date | null;
  readonly lastUsedIp: string | null;
  readonly revokedAt: Date | null;
  readonly secrets: readonly ClientSecretRecord[];
  readonly federation: FederationRecord | null;
}

const secretColumns = {
  id: true,
  clientId: true,
  lastFour: true,
  createdAt: true,
  createdBy: true,
  lastUsedAt: true,
  expiresAt: true,
  revokedAt: true,
} as const;

const columns = {
  id: true,
  directoryId: true,
  identifier: true,
  name: true,
  accessTokenSeconds: true,
  createdAt: true,
  createdBy: true,
  lastUsedAt: true,
  lastUsedIp: true,
  revokedAt: true,
  secrets: { select: secretColumns, orderBy: { id: "desc" } },
  federation: { select: { issuer: true, subject: true, audience: true, jwksUrl: true } },
} as const;

export async function insertClient(
  db: Database,
  { organizationId }: OrganizationScope,
  client: Pick<ClientRecord, "id" | "directoryId" | "identifier" | "name" | "accessTokenSeconds" | "createdBy">,
): Promise<void> {
  await db.oAuthClient.create({ data: { ...client, organizationId }, select: { id: true } });
}

export async function insertClientSecret(
  db: Database,
  { organizationId }: OrganizationScope,
  secret: Pick<ClientSecretRecord, "id" | "clientId" | "lastFour" | "createdBy" | "expiresAt"> & {
    readonly directoryId: string;
    readonly key: string;
    readonly hash: string;
  },
): Promise<void> {
  await db.oAuthSecret.create({ data: { ...secret, organizationId }, select: { id: true } });
}

/** Sets or replaces. The row's trigger tells every process at once: with the key, the access tokens of before end. */
export async function putFederation(
  db: Database,
  { organizationId }: OrganizationScope,
  {
    directoryId,
    clientId,
    ...federation
  }: FederationRecord & {
    readonly directoryId: string;
    readonly clientId: string;
    readonly key: string;
    readonly salt: string;
    readonly createdBy: string;
  },
): Promise<void> {
  await db.oAuthFederation.upsert({
    where: { directoryId_clientId: { directoryId, clientId }, organizationId },
    create: { directoryId, clientId, organizationId, ...federation },
    update: { ...federation, createdAt: new Date() },
    select: { clientId: true },
  });
}

/** A directory's OAuth clients, also those that ended; the newest first. */
export async function listClientsOf(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
): Promise<ClientRecord[]> {
  return db.oAuthClient.findMany({
    where: { organizationId, directoryId },
    select: columns,
    orderBy: { id: "desc" },
  });
}

export async function findClient(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
): Promise<ClientRecord | undefined> {
  return (await db.oAuthClient.findFirst({ where: { organizationId, id }, select: columns })) ?? undefined;
}

/** The client that a secret belongs to. */
export async function findClientOfSecret(
  db: Database,
  { organizationId }: OrganizationScope,
  secretId: string,
): Promise<ClientRecord | undefined> {
  const where = { organizationId, secrets: { some: { id: secretId } } };
  return (await db.oAuthClient.findFirst({ where, select: columns })) ?? undefined;
}

/** The row's trigger tells every process at once: the client's access tokens end too. */
export async function endClient(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  now: Date,
): Promise<void> {
  await db.oAuthClient.updateMany({ where: { organizationId, id, revokedAt: null }, data: { revokedAt: now } });
}

/** The row's trigger tells every process at once: the access tokens that it brought end too. */
export async function endClientSecret(
  db: Database,
  { organizationId }: OrganizationScope,
  id: string,
  now: Date,
): Promise<void> {
  await db.oAuthSecret.updateMany({ where: { organizationId, id, revokedAt: null }, data: { revokedAt: now } });
}

/** Whose client it is; for the operator, who names a client by its id alone. */
export async function findClientOrganization(db: Database, id: string): Promise<string | undefined> {
  return (await db.oAuthClient.findUnique({ where: { id }, select: { organizationId: true } }))?.organizationId;
}
