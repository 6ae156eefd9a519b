import { judgeDomain } from "@/lib/applications/domain-policy";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { profileOf } from "@/lib/applications/applications";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { listDomainsOf } from "@/lib/db/domains";
import { PeopleFileError } from "@/lib/entra/tenant/people-file-error";
import type { PeopleFault } from "@/lib/entra/tenant/people-file-error";
import { readPeople } from "@/lib/entra/tenant/read-people";
import { serializeTenant } from "@/lib/entra/tenant/stored-tenant";
import type { Tenant } from "@/lib/entra/tenant/tenant";
import { notFound } from "@/lib/inputs/refusal";
import type { StartRehearsalInput } from "@/lib/inputs/rehearsal";
import { RehearsalReport, RehearsalRequest, RehearsedObjects } from "./rehearsal-report";
import type { RehearsalSource, RehearsedObject } from "./rehearsal-report";
import { listTrialRuns, readTrialEvidence, readTrialReport, startTrialRun } from "./trial-runs";
import type { TrialRunDto } from "./trial-runs";

/** What of a rehearsal that was asked for: it is under way, or the file has to be corrected first. */
export type StartedRehearsal =
  | { readonly kind: "started"; readonly runId: string }
  /** The first faults, and how many there are. */
  | { readonly kind: "faults"; readonly faults: readonly PeopleFault[]; readonly total: number };

/** So many are shown of a file that is wrong throughout. */
const faultsMax = 50;

/**
 * Has a rehearsal begin: an initial cycle of Entra's against a copy of the directory that is thrown away. The people of a
 * file are kept until the run ends.
 * @throws ForbiddenError, Refusal when the organization has no such directory, one of its runs is open, the organization
 * has too many, or the directory is too large to be copied
 */
export async function startRehearsal(
  scope: OrganizationScope,
  { directoryId, isCompliant, people }: StartRehearsalInput,
): Promise<StartedRehearsal> {
  requirePermission(scope.actor, "trial:run", directoryId);
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const run = { directoryId, kind: "rehearsal" } as const;
  if (people.kind === "company") {
    const domains = await domainsFor({ ...scope, directoryId });
    const source: RehearsalSource = { ...people, domains };
    return { kind: "started", runId: await startTrialRun(scope, { ...run, input: { source, isCompliant } }) };
  }
  const read = readFile(people.text);
  if ("faults" in read) return { kind: "faults", faults: read.faults.slice(0, faultsMax), total: read.faults.length };
  const source: RehearsalSource = { kind: "file", name: people.name, people: read.tenant.users.size };
  const payload = serializeTenant(read.tenant);
  return { kind: "started", runId: await startTrialRun(scope, { ...run, input: { source, isCompliant }, payload }) };
}

/**
 * The organization's domains that a directory accepts people of, by name; where it accepts any, all that are registered.
 * @throws ForbiddenError, Refusal when the directory is not there any more
 */
export async function domainsFor(scope: DirectoryScope): Promise<string[]> {
  requirePermission(scope.actor, "trial:read");
  const directory = await findDirectoryBy(db, scope, { id: scope.directoryId });
  if (directory === undefined) throw notFound();
  const { policies } = profileOf(directory.application, directory.settings);
  const domains = await listDomainsOf(db, scope);
  return domains
    .map(({ name }) => name)
    .filter((name) => judgeDomain(policies.domain, domains, name).kind === "accepted");
}

function readFile(text: string): { readonly tenant: Tenant } | { readonly faults: readonly PeopleFault[] } {
  try {
    return { tenant: readPeople(text) };
  } catch (error) {
    if (error instanceof PeopleFileError) return { faults: error.faults };
    throw error;
  }
}

/** A rehearsal, under way or over. */
export interface RehearsalDto extends Omit<TrialRunDto, "input" | "kind"> {
  readonly source: RehearsalSource;
  readonly isCompliant: boolean;
}

/** A directory's rehearsals, the newest first: a handful. @throws ForbiddenError */
export async function listRehearsals(scope: DirectoryScope): Promise<RehearsalDto[]> {
  const runs = await listTrialRuns(scope, "rehearsal");
  return runs.flatMap(({ input, kind: _, ...run }) => {
    // One of another version of this program may have been asked for something else.
    const request = RehearsalRequest.safeParse(input);
    return request.success ? [{ ...run, ...request.data }] : [];
  });
}

/** The report of a rehearsal in short; undefined when it has none, or the directory no such run. @throws ForbiddenError */
export async function readRehearsalReport(scope: DirectoryScope, runId: string): Promise<RehearsalReport | undefined> {
  return RehearsalReport.safeParse(await readTrialReport(scope, "rehearsal", runId)).data;
}

/** Everybody and every group that a rehearsal was about. @throws ForbiddenError */
export async function readRehearsedObjects(scope: DirectoryScope, runId: string): Promise<RehearsedObject[]> {
  const evidence = await readTrialEvidence(scope, "rehearsal", runId, ["objects"]);
  return RehearsedObjects.safeParse(evidence.get("objects")).data ?? [];
}

/** The outcome of the newest rehearsal that has a report. People and groups together. */
export interface LastRehearsal {
  readonly at: Date;
  readonly created: number;
  readonly skipped: number;
  readonly refused: number;
}

/** @throws ForbiddenError */
export async function findLastRehearsal(scope: DirectoryScope): Promise<LastRehearsal | undefined> {
  const done = (await listRehearsals(scope)).find(({ state }) => state === "done");
  if (done === undefined) return undefined;
  const report = await readRehearsalReport(scope, done.id);
  if (report === undefined) return undefined;
  const { users, groups } = report;
  return {
    at: done.endedAt ?? done.startedAt,
    created: users.created,
    skipped: users.skipped + groups.skipped,
    refused: users.refused + groups.refused,
  };
}
