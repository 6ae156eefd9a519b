import { judgeDomain } from "@/lib/applications/domain-policy";
import { milestones } from "@/lib/applications/milestones";
import { isStepId } from "@/lib/applications/guide-steps";
import { setupGuideOf } from "@/lib/applications/setup-guides";
import type { Evidence, GuideProvider, StepId } from "@/lib/applications/guide-steps";
import { progressOf } from "@/lib/applications/setup-progress";
import type { SetupFacts, SetupProgress, Sighting, StepMark } from "@/lib/applications/setup-progress";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { listDomainsOf } from "@/lib/db/domains";
import type { DomainRecord } from "@/lib/db/domains";
import {
  deleteStepMark,
  findLastRefusal,
  listDirectoriesWithMoreThan,
  listGuideMarks,
  listLiveCredentials,
  stepMark,
  upsertStepMark,
} from "@/lib/db/guide-marks";
import type { GuideMarkRecord, LastRefusal } from "@/lib/db/guide-marks";
import { listRefusedDomainsOf } from "@/lib/db/refused-user-names";
import { refusedForMs } from "@/lib/domains/schedule";
import type { MarkStepInput } from "@/lib/inputs/guide-step";
import { notFound } from "@/lib/inputs/refusal";
import { nameOf } from "./actor-name";
import { audited } from "./audited";
import type { DirectoryDto } from "./directories";

/** What keeps a directory's setup from going on. */
export interface SetupTroubles {
  /** The newest request, if it was refused. */
  readonly refusal: LastRefusal | undefined;
  /** Domains whose userNames are refused, with how many people wait. */
  readonly refusedDomains: readonly { readonly domain: string; readonly people: number }[];
}

/** So many people are a start with one or two; with one more it goes on. */
const fewPeople = 2;

/**
 * How far the setup of each of an organization's directories has come, by the guide of its own identity provider (or of
 * `provider`). Reads a handful of rows by keys, however many people and log rows there are.
 * @throws ForbiddenError
 */
export async function readSetupProgress(
  scope: OrganizationScope,
  directories: readonly DirectoryDto[],
  provider?: GuideProvider,
): Promise<ReadonlyMap<string, SetupProgress>> {
  const ids = directories.map(({ id }) => id);
  requirePermission(scope.actor, "guide:read", ids.length === 1 ? ids[0] : undefined);
  const isAnyDomain = directories.every(({ domainPolicy }) => domainPolicy === "off");
  const [marks, credentials, peopled, domains] = await Promise.all([
    listGuideMarks(scope, ids),
    listLiveCredentials(scope, ids, new Date()),
    listDirectoriesWithMoreThan(scope, ids, fewPeople),
    isAnyDomain ? [] : listDomainsOf(db, scope),
  ]);
  return new Map(
    directories.map((directory) => {
      const { id, application } = directory;
      const wanted = provider ?? directory.provider;
      const own = marks.filter(({ directoryId }) => directoryId === id);
      const credential = credentials.find(({ directoryId }) => directoryId === id);
      const domain = acceptedDomains(directory, domains);
      const seen: SetupFacts["seen"] = {
        ...milestonesOf(own),
        ...(credential && { credential: { at: credential.createdAt, name: credential.name } }),
        ...(directory.enabled && { service: {} }),
        ...(directory.provider === wanted && { provider: {} }),
        ...(domain && { domain }),
        ...(peopled.includes(id) && { people: {} }),
      };
      return [id, progressOf(setupGuideOf(application, wanted), { seen, marks: stepMarksOf(own) })];
    }),
  );
}

/** What keeps the setup from going on, as the newest requests tell. @throws ForbiddenError */
export async function readSetupTroubles(scope: DirectoryScope, { domainPolicy }: DirectoryDto): Promise<SetupTroubles> {
  requirePermission(scope.actor, "guide:read", scope.directoryId);
  const [refusal, refusedDomains] = await Promise.all([
    findLastRefusal(scope),
    domainPolicy === "off" ? [] : listRefusedDomainsOf(scope, new Date(Date.now() - refusedForMs)),
  ]);
  return { refusal, refusedDomains };
}

/**
 * Says of a step that it is done or skipped, or takes that back.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function markStep(scope: OrganizationScope, { directoryId, step, mark }: MarkStepInput): Promise<void> {
  requirePermission(scope.actor, "guide:mark", directoryId);
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const own: DirectoryScope = { ...scope, directoryId };
  await audited(scope, async (transaction) => {
    if (mark === null) await deleteStepMark(transaction, own, step);
    else {
      const at = new Date();
      await upsertStepMark(transaction, own, { id: step, at, by: nameOf(scope.actor), skipped: mark === "skipped" });
    }
    return {
      value: undefined,
      entry: { action: "guide.step", target: directory.slug, directoryId, details: { step, mark } },
    };
  });
}

/** The domains that a directory accepts people of; nameless where it accepts any. */
function acceptedDomains({ domainPolicy }: DirectoryDto, domains: readonly DomainRecord[]): Sighting | undefined {
  if (domainPolicy === "off") return {};
  const accepted = domains.filter(({ name }) => judgeDomain(domainPolicy, domains, name).kind === "accepted");
  return accepted.length === 0 ? undefined : { name: accepted.map(({ name }) => name).join(", ") };
}

function milestonesOf(marks: readonly GuideMarkRecord[]): Partial<Record<Evidence, Sighting>> {
  const seen: Partial<Record<Evidence, Sighting>> = {};
  for (const { mark, at, name, resourceId, eventId } of marks) {
    const milestone = milestones.find((each) => each === mark);
    if (milestone === undefined) continue;
    seen[milestone] = {
      at,
      ...(name !== null && { name }),
      ...(resourceId !== null && { resourceId }),
      ...(eventId !== null && { eventId }),
    };
  }
  return seen;
}

function stepMarksOf(records: readonly GuideMarkRecord[]): Partial<Record<StepId, StepMark>> {
  const marks: Partial<Record<StepId, StepMark>> = {};
  for (const { mark, at, by, skipped } of records) {
    const id = mark.slice(stepMark("").length);
    if (mark.startsWith(stepMark("")) && isStepId(id)) marks[id] = { at, by: by ?? "", skipped };
  }
  return marks;
}
