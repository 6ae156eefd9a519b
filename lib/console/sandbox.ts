import { uuidv7 } from "uuidv7";
import { DirectorySettings } from "@/lib/applications/settings";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { copyPopulation, insertSandbox, populationOf } from "@/lib/db/sandboxes";
import { insertToken } from "@/lib/db/tokens";
import { setSandboxOf } from "@/lib/db/trial-runs";
import type { TakenRun } from "@/lib/db/trial-runs";
import { Refusal, notFound } from "@/lib/inputs/refusal";
import { draftToken } from "./draft-token";
import type { SandboxOptions } from "./trial-kinds";

/** What a sandbox holds at most; more would keep the database busy for others. */
export const sandboxLimits = { peopleAndGroups: 20_000, memberships: 200_000 } as const;

/** How long a sandbox is there at most, and its token works: longer than any run takes. */
const lifetimeMs = 60 * 60_000;
const transactionMaxMs = 2 * 60_000;

export interface Sandbox {
  /** Of the sandbox: for what is read of it afterwards. */
  readonly scope: DirectoryScope;
  /** It opens the sandbox, and nothing else. */
  readonly token: string;
  readonly application: string;
}

/**
 * @throws Refusal when a directory has more people, groups or memberships than a sandbox may hold
 */
export async function requireSandboxSize(scope: DirectoryScope): Promise<void> {
  const { peopleAndGroups, memberships } = await populationOf(db, scope, sandboxLimits);
  if (peopleAndGroups <= sandboxLimits.peopleAndGroups && memberships <= sandboxLimits.memberships) return;
  throw new Refusal("errors.sandboxTooLarge", {
    values: { resources: sandboxLimits.peopleAndGroups, memberships: sandboxLimits.memberships },
  });
}

/**
 * Makes a throw-away copy of a directory for a run: application, provider, settings and so schema extensions, domain
 * policy and brake are the same, its organization's domains are its own. It is on, has no request rate, and is seen by
 * nobody; trial-schedule.ts removes it once its run is over.
 * @throws Refusal when the directory is not there any more or too large, or the run is over
 */
export async function makeSandbox(scope: DirectoryScope, run: TakenRun, options: SandboxOptions): Promise<Sandbox> {
  const origin = await findDirectoryBy(db, scope, { id: scope.directoryId });
  if (origin === undefined) throw notFound();
  if (options.withPeople) await requireSandboxSize(scope);
  const id = uuidv7();
  const settings = DirectorySettings.parse(origin.settings);
  const expiresAt = new Date(Date.now() + lifetimeMs);
  const { secret, draft } = draftToken(scope, id, { name: "Sandbox" });
  await db.$transaction(async (transaction) => {
    await insertSandbox(transaction, scope, {
      id,
      origin,
      settings: options.withoutPolicies ? { ...settings, domainPolicy: "off", brake: "off" } : settings,
      expiresAt,
    });
    await insertToken(transaction, scope, { ...draft, expiresAt });
    if (!(await setSandboxOf(transaction, run, id))) throw notFound();
  });
  if (options.withPeople) {
    // People and their memberships as they were at one moment. It touches nothing that anybody else writes: the run tells
    // how far it is meanwhile.
    await db.$transaction((transaction) => copyPopulation(transaction, scope, id), {
      isolationLevel: "RepeatableRead",
      timeout: transactionMaxMs,
    });
  }
  return { scope: { ...scope, directoryId: id }, token: secret, application: origin.application };
}
