import { Client } from "pg";
import type { KnownDomain } from "@/lib/applications/domain-policy";
import { env } from "@/lib/env";
import { sql } from "@/lib/scim/filter/sql-fragment";
import { run } from "./statements";

/** The directory that a credential opens: all that a SCIM request needs to know before its own statement. */
export interface OpenedDirectory {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly directoryId: string;
  readonly slug: string;
  readonly name: string;
  readonly application: string;
  /** As stored; lib/applications reads it. */
  readonly settings: unknown;
  readonly enabled: boolean;
  /** Null: the default; 0: no limit. */
  readonly requestsPerSecond: number | null;
  /** A throw-away copy of another one. */
  readonly isSandbox: boolean;
  readonly domains: readonly KnownDomain[];
}

/** A token with the directory it opens. */
export interface Credential extends OpenedDirectory {
  readonly tokenId: string;
  readonly hash: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The columns of an OpenedDirectory, of "Directory" d and "Organization" o. */
export const openedDirectory = sql`o."id" AS "organizationId", o."name" AS "organizationName", d."id" AS "directoryId", d."slug",
  d."name", d."application", d."settings", d."enabled", d."requestsPerSecond", d."sandboxOf" IS NOT NULL AS "isSandbox",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', m."name", 'state', m."state",
      'coversSubdomains', m."coversSubdomains", 'taken', EXISTS (SELECT 1 FROM "Domain" x
        WHERE x."name" = m."name" AND x."state" = 'verified' AND x."organizationId" <> m."organizationId"))), '[]')
    FROM "Domain" m WHERE m."organizationId" = o."id") AS "domains"`;

/** The credential of a token's public key part. One round trip. */
export async function findCredential(key: string): Promise<Credential | undefined> {
  const rows = await run<Credential>(sql`
    SELECT t."id" AS "tokenId", t."hash", t."expiresAt", t."revokedAt", ${openedDirectory}
    FROM "Token" t JOIN "Directory" d ON d."id" = t."directoryId" JOIN "Organization" o ON o."id" = d."organizationId"
    WHERE t."key" = ${key}`);
  return rows[0];
}

/** Notes when and from where tokens were last used. One round trip for any number. */
export async function recordTokenUse(
  uses: readonly { readonly directoryId: string; readonly tokenId: string; readonly at: Date; readonly ip: string }[],
): Promise<void> {
  if (uses.length === 0) return;
  await run(sql`UPDATE "Token" t SET "lastUsedAt" = u."at", "lastUsedIp" = u."ip"
    FROM jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) AS u("directoryId" uuid, "tokenId" uuid, "at" timestamptz, "ip" text)
    WHERE t."directoryId" = u."directoryId" AND t."id" = u."tokenId" AND (t."lastUsedAt" IS NULL OR t."lastUsedAt" < u."at")`);
}

/**
 * Listens for changes of credentials on a connection of its own. `onChange` gets the organization's id; `onConnection`
 * tells whether changes can be heard at all: while they cannot, nothing may be cached. Reconnects until `stop`.
 */
export function listenForCredentialChanges(
  onChange: (organizationId: string) => void,
  onConnection: (listening: boolean) => void,
): { readonly ready: Promise<void>; stop(): Promise<void> } {
  let stopped = false;
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new Client({ connectionString: env.databaseUrl, application_name: "muster-listen", keepAlive: true });
    const lost = () => {
      if (client !== fresh) return;
      client = undefined;
      onConnection(false);
      void fresh.end().catch(() => undefined);
      retryLater();
    };
    fresh.on("error", lost);
    fresh.on("end", lost);
    fresh.on("notification", (message) => onChange(message.payload ?? ""));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query('LISTEN "muster_credentials"');
      onConnection(true);
    } catch {
      lost();
    }
  }

  function retryLater(): void {
    if (stopped) return;
    retry = setTimeout(() => void connect(), 1_000);
    retry.unref();
  }

  const ready = connect();
  return {
    ready,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await ready;
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
