import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { mintClientIdentifier, mintGrantKey } from "@/lib/auth/client-secret";
import { KeysUnavailable, askForKeys } from "@/lib/auth/issuer-keys";
import { requirePermission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import type { Database } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { findClient, insertClient, putFederation } from "@/lib/db/oauth-clients";
import type { FederationRecord } from "@/lib/db/oauth-clients";
import { accessTokenHours } from "@/lib/inputs/oauth-client";
import type { CreateFederatedClientInput, SetFederationInput } from "@/lib/inputs/oauth-client";
import { Refusal, notFound, refuseFields } from "@/lib/inputs/refusal";
import { nameOf } from "./actor-name";
import { audited } from "./audited";

export interface FederatedClientDto {
  readonly clientId: string;
  /** client_id. */
  readonly identifier: string;
  readonly name: string;
}

/**
 * Makes an OAuth client without a secret: a workload proves itself by a token of its own issuer. The issuer is asked for
 * its keys first, so that a wrong address is found out now.
 * @throws ForbiddenError, Refusal when the organization has no such directory or the keys cannot be had
 */
export async function createFederatedClient(
  scope: OrganizationScope,
  input: CreateFederatedClientInput,
): Promise<FederatedClientDto> {
  requirePermission(scope.actor, "token:create");
  const { directoryId } = input;
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const federation = await checkedFederation(input);
  const name = input.name || `Workload of ${new Date().toISOString().slice(0, 10)}`;
  const accessTokenSeconds = (input.accessTokenHours ?? accessTokenHours.default) * 60 * 60;
  const client = { id: uuidv7(), directoryId, identifier: mintClientIdentifier(), name };
  return audited(scope, async (transaction) => {
    await insertClient(transaction, scope, { ...client, accessTokenSeconds, createdBy: nameOf(scope.actor) });
    await put(transaction, scope, client, federation);
    return {
      value: { clientId: client.id, identifier: client.identifier, name },
      entry: {
        action: "oauth-client.create",
        target: name,
        directoryId,
        details: { clientId: client.id, identifier: client.identifier, ...federation },
      },
    };
  });
}

/**
 * Says whose tokens a client accepts; what it accepted before, and the access tokens that brought, end.
 * @throws ForbiddenError, Refusal when there is no such client, it is revoked, or the keys cannot be had
 */
export async function setFederation(scope: OrganizationScope, input: SetFederationInput): Promise<FederatedClientDto> {
  requirePermission(scope.actor, "token:create");
  const client = await findClient(db, scope, input.clientId);
  if (client === undefined) throw notFound();
  if (client.revokedAt !== null) throw new Refusal("errors.clientRevoked");
  const federation = await checkedFederation(input);
  const { id: clientId, identifier, name, directoryId } = client;
  return audited(scope, async (transaction) => {
    await put(transaction, scope, client, federation);
    return {
      value: { clientId, identifier, name },
      entry: {
        action: "oauth-client.federate",
        target: name,
        directoryId,
        details: { clientId, identifier, ...federation, before: client.federation && { ...client.federation } },
      },
    };
  });
}

async function checkedFederation(input: Omit<SetFederationInput, "clientId">): Promise<FederationRecord> {
  const { issuer, subject, audience } = input;
  const jwksUrl = input.jwksUrl || null;
  try {
    await askForKeys({ issuer, jwksUrl });
  } catch (error) {
    if (!(error instanceof KeysUnavailable)) throw error;
    throw refuseFields({ [jwksUrl === null ? "issuer" : "jwksUrl"]: keysMessages[error.reason] });
  }
  return { issuer, subject, audience, jwksUrl };
}

const keysMessages = {
  notHttps: "validation.keysNotHttps",
  notPublic: "validation.keysNotPublic",
  unreachable: "validation.keysUnreachable",
  otherIssuer: "validation.keysOtherIssuer",
  unreadable: "validation.keysUnreadable",
} as const;

const put = (
  transaction: Database,
  scope: OrganizationScope,
  client: { readonly id: string; readonly directoryId: string },
  federation: FederationRecord,
) =>
  putFederation(transaction, scope, {
    ...federation,
    directoryId: client.directoryId,
    clientId: client.id,
    key: mintGrantKey(),
    salt: randomBytes(32).toString("hex"),
    createdBy: nameOf(scope.actor),
  });
