import { codes } from "./codes";

/** What a survey reads of a row of the provisioning log: one request of the identity provider. */
export interface SurveyRow {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly status: string;
  readonly httpStatus: number;
  readonly code: string | null;
  readonly method: string;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly userName: string | null;
  readonly displayName: string | null;
  readonly externalId: string | null;
  readonly credentialId: string | null;
  /** Of a person who was created or deleted: they were disabled. */
  readonly isInactive: boolean;
  /** Of a look-up: what it asked for. */
  readonly lookup: string | null;
  /** Of a look-up that was answered: what its first step says (lib/provisioning/list-resources.ts). */
  readonly matching: string | null;
  /** A person was given a manager. */
  readonly setsManager: boolean | null;
}

/** Who was deleted twice is as gone as was asked for. */
const isGone = ({ action, httpStatus }: SurveyRow): boolean => action === "delete" && httpStatus === 404;

export const isRefused = (row: SurveyRow): boolean => row.status === "failure" && !isGone(row);

/** Whether something was written, or was already as it should be. */
export const isWritten = (row: SurveyRow): boolean => !isRefused(row) && writes.has(row.action);

const writes = new Set(["create", "update", "enable", "disable", "delete", "restore"]);

/** Refused for who asked, when or how often: nobody's own fault, so nobody counts as failed. */
export const isGeneralRefusal = (row: SurveyRow): boolean =>
  isRefused(row) &&
  (row.httpStatus === 401 || row.httpStatus === 429 || row.code === codes.serviceOff || row.action === "token");

/** How many a look-up found; undefined where the row does not say. */
export function matchesOf({ matching }: SurveyRow): number | undefined {
  const [, count] = /^(\d+) match/.exec(matching ?? "") ?? [];
  return count === undefined ? undefined : Number(count);
}

const nameMax = 200;

/**
 * The keys under which one person or group is known: by id, and by the folded name that a create has before there is an id.
 * Who is refused because the name is somebody else's is known by the externalId: by the name, what happens to the other
 * one would be theirs. So whoever is created is known by it too. None for a request that was about nobody.
 */
export function objectKeys(row: SurveyRow): string[] {
  const { resourceType, resourceId, userName, displayName, externalId } = row;
  if (resourceType === null) return [];
  const name = resourceType === "User" ? (userName ?? externalId ?? displayName) : (displayName ?? externalId);
  const isTaken = row.httpStatus === 409 && resourceId === null && externalId !== null;
  return [
    ...(resourceId === null ? [] : [`id:${resourceId}`]),
    ...(name === null || isTaken ? [] : [nameKey(resourceType, name)]),
    ...(row.action === "create" ? externalKeys(row) : []),
  ];
}

/** The key of whoever has this externalId; none where there is none. */
export const externalKeys = ({ resourceType, externalId }: SurveyRow): string[] =>
  resourceType === null || externalId === null ? [] : [nameKey(resourceType, externalId)];

/** Characters are counted as PostgreSQL does, which could store half of one neither. */
function nameKey(resourceType: string, name: string): string {
  const folded = name.toLowerCase();
  return `${resourceType}:${folded.length <= nameMax ? folded : Array.from(folded).slice(0, nameMax).join("")}`;
}
