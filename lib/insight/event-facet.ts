import type { Action, Status } from "./provisioning-event";

/**
 * What a log row can be filtered by, as the generated column `facet` packs it into one number. The numbers stand in the
 * migration log_search too; a test holds both against each other.
 */
export interface EventFacet {
  readonly action: Action;
  readonly status: Status;
  readonly resourceType: "User" | "Group" | undefined;
  /** A MUSTER code. */
  readonly code: string | undefined;
  /** The last 24 bits of the credential's id; 0 of a request that came with none. */
  readonly credential: number;
}

const actionsByNumber: readonly Action[] = [
  "other",
  "create",
  "update",
  "enable",
  "disable",
  "delete",
  "restore",
  "read",
  "testConnection",
  "selfTest",
  "token",
];
const statusesByNumber = ["success", "failure", "skipped", "warning"] as const;
const typesByNumber = [undefined, "User", "Group"] as const;

const [credentialSize, codeSize] = [2 ** 24, 2 ** 12];

/** @param facet at most 2⁴⁴, so a number without loss */
export function readFacet(facet: number): EventFacet {
  const credential = facet % credentialSize;
  const code = Math.floor(facet / credentialSize) % codeSize;
  const rest = Math.floor(facet / credentialSize / codeSize);
  return {
    action: actionsByNumber[Math.floor(rest / 16)] ?? "other",
    status: statusesByNumber[Math.floor(rest / 4) % 4] ?? "warning",
    resourceType: typesByNumber[rest % 4],
    code: code === 0 ? undefined : codeText(code),
    credential,
  };
}

/** What of a filter a facet can answer. */
export interface FacetFilter {
  readonly statuses?: readonly string[];
  readonly actions?: readonly string[];
  /** Leaves reads, granted access tokens and Muster's own tests out; they are most of the log and change nothing. */
  readonly withoutReads?: boolean;
  /** Leaves only Muster's own tests out: some are refused on purpose, and no number anywhere counts them. */
  readonly withoutSelfTests?: boolean;
  readonly resourceType?: string;
  readonly codes?: readonly string[];
  readonly credentialId?: string;
}

export const asksForFacets = (filter: FacetFilter): boolean =>
  filter.statuses !== undefined ||
  filter.actions !== undefined ||
  filter.withoutReads === true ||
  filter.withoutSelfTests === true ||
  filter.resourceType !== undefined ||
  filter.codes !== undefined ||
  filter.credentialId !== undefined;

/** Whether rows of a facet may match. Two credentials of a directory share 24 bits once in 16 million times. */
export function facetMatches(facet: EventFacet, filter: FacetFilter): boolean {
  const { statuses, actions, withoutReads, withoutSelfTests, resourceType, codes, credentialId } = filter;
  return (
    (statuses === undefined || statuses.includes(facet.status)) &&
    (actions === undefined || actions.includes(facet.action)) &&
    (withoutReads !== true || changesOrFails(facet)) &&
    (withoutSelfTests !== true || facet.action !== "selfTest") &&
    (resourceType === undefined || resourceType === facet.resourceType) &&
    (codes === undefined || (facet.code !== undefined && codes.includes(facet.code))) &&
    (credentialId === undefined || Number.parseInt(credentialId.slice(-6), 16) === facet.credential)
  );
}

const changesOrFails = ({ action, status }: EventFacet): boolean =>
  action !== "read" && action !== "selfTest" && (action !== "token" || status === "failure");

const codeText = (code: number): string =>
  `MUSTER-${String.fromCharCode(64 + Math.floor(code / 100))}${String(code % 100).padStart(2, "0")}`;
