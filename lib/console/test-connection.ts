import { isOwnHost, lookupOwn } from "@/lib/auth/own-address";
import { ownProbeHeader, signOwnProbe } from "@/lib/auth/own-probe";
import { requirePermission } from "@/lib/auth/permissions";
import { isPublicAddress } from "@/lib/auth/public-address";
import type { OrganizationScope } from "@/lib/auth/scope";
import { parseToken } from "@/lib/auth/token-secret";
import { tenantUrl } from "@/lib/applications/applications";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { deleteProbeToken, insertToken, listTokensOf } from "@/lib/db/tokens";
import type { EntraHttpOptions } from "@/lib/entra/http-client";
import { checkNames, testConnection } from "@/lib/entra/test-connection/test-connection";
import { env } from "@/lib/env";
import { notFound } from "@/lib/inputs/refusal";
import type { TestConnectionInput } from "@/lib/inputs/test-connection";
import { log } from "@/lib/log";
import { audited } from "./audited";
import type { ConnectionCheck, OwnCause } from "./connection-check";
import { draftToken } from "./draft-token";
import { explainCheck } from "./explain-check";

/** Where the test may knock: the public address, and how it is looked up. */
export type ConnectionTarget = Pick<EntraHttpOptions, "lookup" | "timeLimitMs" | "trust"> & {
  /** Without trailing slash. */
  readonly publicUrl: string;
};

const timeLimitMs = 10_000;
const probeTokenMs = 5 * 60 * 1000;

/**
 * The address that may be tested: MUSTER_PUBLIC_URL, whatever it is, for the operator has said so. Without it, what the
 * reader's request says is believed only where it leads to this very server; else whoever forges a Host header could have
 * us ask any machine that we can reach.
 * @param reachedAt as lib/public-url.ts gives it
 * @returns undefined when it is not known what the public address is
 */
export async function connectionTarget(reachedAt: string): Promise<ConnectionTarget | undefined> {
  if (env.publicUrl !== undefined) return { publicUrl: env.publicUrl };
  const url = new URL(reachedAt);
  const isOurs = url.protocol === "http:" && Number(url.port || 80) === env.port && (await isOwnHost(url.hostname));
  return isOurs ? { publicUrl: url.origin, lookup: lookupOwn } : undefined;
}

/**
 * Plays Entra's own questions against the public Tenant URL of a directory: each check as soon as it is known. With the
 * token that was given, or with one that is made for the test, shown nowhere, and gone when the test is over. Run the
 * generator to its end.
 * @throws ForbiddenError, Refusal when the organization has no such directory; before the generator begins
 */
export async function startConnectionTest(
  scope: OrganizationScope,
  input: TestConnectionInput,
  target: ConnectionTarget | undefined,
): Promise<AsyncGenerator<ConnectionCheck, void>> {
  const { directoryId } = input;
  requirePermission(scope.actor, "connection:test", directoryId);
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const given = input.token?.trim() ?? "";
  const refused = given === "" ? undefined : await refusalOf(scope, directoryId, given);
  return run();

  async function* run(): AsyncGenerator<ConnectionCheck, void> {
    if (refused) {
      yield own("token", "failed", refused);
      for (const name of checkNames) yield own(name, "skipped");
      return;
    }
    if (target === undefined) {
      yield own("address", "failed", "addressUnknown");
      for (const name of checkNames) if (name !== "address") yield own(name, "skipped");
      return;
    }
    const { token, end } = await tokenFor(scope, directoryId, given);
    try {
      if (given !== "") yield own("token", "passed");
      const checks = testConnection({
        timeLimitMs,
        ...target,
        base: tenantUrl(target.publicUrl, directory?.application ?? ""),
        token: () => token,
        headers: { [ownProbeHeader]: signOwnProbe(new Date()) },
        isPublicAddress,
      });
      for await (const check of checks) yield explainCheck(check, new URL(target.publicUrl).host);
    } finally {
      await end();
    }
  }
}

const own = (
  name: ConnectionCheck["name"],
  result: ConnectionCheck["result"],
  cause: OwnCause | null = null,
): ConnectionCheck => ({ name, result, cause, values: {}, sent: null, answer: null, error: null, entraCode: null });

/** What is wrong with a token before it is sent anywhere; another directory's is not sent either. */
async function refusalOf(scope: OrganizationScope, directoryId: string, token: string): Promise<OwnCause | undefined> {
  const parsed = parseToken(token);
  if (!parsed) return /^(bearer\s+)?mus_/i.test(token) ? "tokenIncomplete" : "tokenNotOurs";
  const tokens = await listTokensOf(db, scope, directoryId);
  return tokens.some(({ key }) => key === parsed.key) ? undefined : "tokenOfOther";
}

interface TestToken {
  readonly token: string;
  end(): Promise<void>;
}

/** The token to test with; either way the audit tells that a test was made. */
async function tokenFor(scope: OrganizationScope, directoryId: string, given: string): Promise<TestToken> {
  const entry = { action: "connection.test", directoryId, details: { token: given === "" ? "own" : "given" } };
  if (given !== "") {
    await audited(scope, async () => ({ value: undefined, entry }));
    return { token: given, end: async () => {} };
  }
  const { secret, draft } = draftToken(scope, directoryId, { name: "Test connection" });
  const expiresAt = new Date(Date.now() + probeTokenMs);
  await audited(scope, async (transaction) => {
    await insertToken(transaction, scope, { ...draft, expiresAt, isProbe: true });
    return { value: undefined, entry };
  });
  const end = () =>
    deleteProbeToken(db, scope, draft.id).catch((error: unknown) =>
      // It ends by itself in some minutes.
      log.warn({ err: error, tokenId: draft.id }, "the token of a connection test could not be removed"),
    );
  return { token: secret, end };
}
