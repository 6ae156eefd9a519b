import { sql } from "@/lib/scim/filter/sql-fragment";
import { openedDirectory } from "./credentials";
import type { OpenedDirectory } from "./credentials";
import { run } from "./statements";

/** What an OAuth client gets access tokens for; it also names and signs them (lib/auth/access-token.ts). */
interface GrantRecord {
  /** Names it inside access tokens, within its client. */
  readonly key: string;
  /** Of a secret its SHA-256, of a federation its salt. */
  readonly hash: string;
}

export interface SecretGrant extends GrantRecord {
  readonly kind: "secret";
  readonly secretId: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whose assertions are accepted in place of a secret. */
export interface FederationGrant extends GrantRecord {
  readonly kind: "federation";
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Null: the one that the issuer's discovery document names. */
  readonly jwksUrl: string | null;
}

export type Grant = SecretGrant | FederationGrant;

/** An OAuth client with all its secrets, also those that ended, and the directory it opens. */
export interface ClientCredential extends OpenedDirectory {
  readonly clientId: string;
  /** client_id: muc_… */
  readonly identifier: string;
  readonly clientName: string;
  readonly accessTokenSeconds: number;
  readonly revokedAt: Date | null;
  readonly grants: readonly Grant[];
}

interface ClientRow extends Omit<ClientCredential, "grants"> {
  readonly secrets: readonly {
    readonly secretId: string;
    readonly key: string;
    readonly hash: string;
    /** As jsonb writes them. */
    readonly expiresAt: string | null;
    readonly revokedAt: string | null;
  }[];
  readonly federation: Omit<FederationGrant, "kind"> | null;
}

/** The OAuth client of an identifier. One round trip. */
export async function findClientCredential(identifier: string): Promise<ClientCredential | undefined> {
  const [row] = await run<ClientRow>(sql`
    SELECT c."id" AS "clientId", c."identifier", c."name" AS "clientName", c."accessTokenSeconds", c."revokedAt", ${openedDirectory},
      (SELECT coalesce(jsonb_agg(jsonb_build_object('secretId', s."id", 'key', s."key", 'hash', s."hash",
          'expiresAt', s."expiresAt", 'revokedAt', s."revokedAt")), '[]')
        FROM "OAuthSecret" s WHERE s."directoryId" = c."directoryId" AND s."clientId" = c."id") AS "secrets",
      (SELECT jsonb_build_object('key', f."key", 'hash', f."salt", 'issuer', f."issuer", 'subject', f."subject",
          'audience', f."audience", 'jwksUrl', f."jwksUrl")
        FROM "OAuthFederation" f WHERE f."directoryId" = c."directoryId" AND f."clientId" = c."id") AS "federation"
    FROM "OAuthClient" c JOIN "Directory" d ON d."id" = c."directoryId" JOIN "Organization" o ON o."id" = d."organizationId"
    WHERE c."identifier" = ${identifier}`);
  if (row === undefined) return undefined;
  const { secrets, federation, ...client } = row;
  return {
    ...client,
    grants: [
      ...secrets.map(({ expiresAt, revokedAt, ...secret }) => ({
        ...secret,
        kind: "secret" as const,
        expiresAt: toDate(expiresAt),
        revokedAt: toDate(revokedAt),
      })),
      ...(federation === null ? [] : [{ ...federation, kind: "federation" as const }]),
    ],
  };
}

const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));

export interface ClientUse {
  readonly directoryId: string;
  readonly clientId: string;
  /** Undefined: it came with an assertion. */
  readonly secretId: string | undefined;
  readonly at: Date;
  readonly ip: string;
}

/** Notes when and from where an OAuth client was last used, and which of its secrets. One round trip. */
export async function recordClientUse({ directoryId, clientId, secretId, at, ip }: ClientUse): Promise<void> {
  await run(sql`
    WITH "secret" AS (
      UPDATE "OAuthSecret" SET "lastUsedAt" = ${at}
      WHERE "directoryId" = ${directoryId}::uuid AND "id" = ${secretId ?? null}::uuid
        AND ("lastUsedAt" IS NULL OR "lastUsedAt" < ${at})
    )
    UPDATE "OAuthClient" SET "lastUsedAt" = ${at}, "lastUsedIp" = ${ip}
    WHERE "directoryId" = ${directoryId}::uuid AND "id" = ${clientId}::uuid
      AND ("lastUsedAt" IS NULL OR "lastUsedAt" < ${at})`);
}
