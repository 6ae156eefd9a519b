import { uuidv7 } from "uuidv7";
import { tokenEndpoint } from "@/lib/applications/token-endpoint";
import { mintClientIdentifier, mintClientSecret, mintGrantKey } from "@/lib/auth/client-secret";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { insertClient, insertClientSecret } from "@/lib/db/oauth-clients";
import { loadCatalogue } from "@/lib/entra/conformance/catalogue";
import type { CaseGroup } from "@/lib/entra/conformance/catalogue";
import type { ConformanceReport } from "@/lib/entra/conformance/report";
import { runConformance } from "@/lib/entra/conformance/run";
import { NotReachable } from "@/lib/entra/conformance/server";
import { env } from "@/lib/env";
import { asJsonObject } from "./as-json-object";
import { TrialFailure } from "./trial-work";
import type { TrialContext, TrialFindings, TrialWork } from "./trial-work";

/** Requests a second: the process that answers them serves identity providers meanwhile. */
const rate = 60;

export interface ConformanceTrialOptions {
  /** The cases; by default all that there are. */
  readonly load?: () => readonly CaseGroup[];
  /** How people know this server; the report names it so. By default MUSTER_PUBLIC_URL. */
  readonly publicUrl?: string | undefined;
}

/** A directory's service is held against what identity providers send. The evidence of a case is its exchanges. */
export function conformanceTrial(options: ConformanceTrialOptions = {}): TrialWork {
  const { load = loadCatalogue, publicUrl = env.publicUrl } = options;
  return async (context) => {
    const report = await playAll(context, load());
    return findingsOf(report, context.origin, publicUrl ?? context.origin);
  };
}

async function playAll(
  { sandbox, tenantUrl, origin, signal, progress }: TrialContext,
  groups: readonly CaseGroup[],
): Promise<ConformanceReport> {
  const total = groups.reduce((sum, { cases }) => sum + cases.length, 0);
  const [first] = groups;
  progress({ phase: first?.id ?? "", done: 0, total });
  const client = await makeClient(sandbox.scope);
  try {
    return await runConformance({
      tenantUrl,
      token: sandbox.token,
      groups,
      oauth: { tokenEndpoint: tokenEndpoint(origin), clientId: client.identifier, clientSecret: client.secret },
      rate,
      strict: true,
      exchanges: "all",
      signal,
      onCase: ({ group }, { done }) => progress({ phase: group, done, total }),
    });
  } catch (error) {
    if (error instanceof NotReachable) throw new TrialFailure("unreachable", error.message);
    throw error;
  }
}

/** Whom the cases about access tokens present. It goes with the sandbox. */
async function makeClient(scope: DirectoryScope): Promise<{ identifier: string; secret: string }> {
  const [clientId, identifier] = [uuidv7(), mintClientIdentifier()];
  const { secret, hash, lastFour } = mintClientSecret(identifier);
  const of = { directoryId: scope.directoryId, createdBy: "operator" };
  await insertClient(db, scope, { ...of, id: clientId, identifier, name: "Sandbox", accessTokenSeconds: 3600 });
  const stored = { ...of, id: uuidv7(), clientId, key: mintGrantKey(), hash, lastFour, expiresAt: null };
  await insertClientSecret(db, scope, stored);
  return { identifier, secret };
}

function findingsOf(report: ConformanceReport, origin: string, publicUrl: string): TrialFindings {
  const found = JSON.stringify({
    report: { ...report, cases: report.cases.map((played) => ({ ...played, exchanges: [] })) },
    evidence: Object.fromEntries(report.cases.map(({ id, exchanges }) => [id, exchanges])),
  });
  const { report: shown, evidence } = asJsonObject(JSON.parse(found.replaceAll(origin, publicUrl)));
  return { report: asJsonObject(shown), evidence: asJsonObject(evidence) };
}
