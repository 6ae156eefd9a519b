import { sql } from "@/lib/scim/filter/sql-fragment";
import { run } from "./statements";

export interface AcceptedAssertion {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly clientId: string;
  /** SHA-256 of its jti, hex. */
  readonly jti: string;
  /** From when on it would be refused anyway. */
  readonly expiresAt: Date;
}

/**
 * Remembers an assertion, and forgets those of the client that have expired. One round trip.
 * @returns whether it is the first of its jti, also among several at once
 */
export async function rememberAssertion(assertion: AcceptedAssertion, now: Date): Promise<boolean> {
  const { organizationId, directoryId, clientId, jti, expiresAt } = assertion;
  const rows = await run(sql`
    WITH "expired" AS (
      DELETE FROM "OAuthAssertion"
      WHERE "directoryId" = ${directoryId}::uuid AND "clientId" = ${clientId}::uuid AND "expiresAt" <= ${now}
    )
    INSERT INTO "OAuthAssertion" ("directoryId", "clientId", "jti", "organizationId", "expiresAt")
    VALUES (${directoryId}::uuid, ${clientId}::uuid, ${jti}, ${organizationId}::uuid, ${expiresAt})
    ON CONFLICT DO NOTHING RETURNING 1`);
  return rows.length > 0;
}
