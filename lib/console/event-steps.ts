import { codes } from "@/lib/insight/codes";
import { statuses, type Status } from "@/lib/insight/provisioning-event";
import { asJsonObject } from "./as-json-object";
import { isDecision } from "./decision-event";

export interface EventStep {
  readonly name: string;
  readonly status: Status;
  readonly detail: string;
}

/** What of a log row says which steps it took. */
export interface SteppedRow {
  readonly action: string;
  readonly method: string;
  readonly status: string;
  readonly code: string | null;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly userName: string | null;
  readonly externalId: string | null;
  readonly displayName: string | null;
  /** Step[], as stored. */
  readonly steps: unknown;
}

/**
 * What was done with a request, in order: matching, normalisations, the write (ENTRA.md §7.8). That somebody was found by
 * their id, or that nobody was there yet, follows from the rest of the row and is not stored with it.
 */
export function eventSteps(row: SteppedRow): EventStep[] {
  const stored = (Array.isArray(row.steps) ? row.steps : []).map(toStep);
  if (stored.some(({ name }) => name === "matching")) return stored;
  const matching = matchingStep(row);
  return matching === undefined ? stored : [matching, ...stored];
}

function matchingStep(row: SteppedRow): EventStep | undefined {
  const { action, method, status, code, resourceType, resourceId } = row;
  if (resourceType === null || isDecision(method)) return undefined;
  const step = (outcome: Status, detail: string) => ({ name: "matching", status: outcome, detail });
  if (action === "create") {
    const name = resourceType === "User" ? "userName" : "displayName";
    if (code === codes.notUnique) return step("failure", `Another ${resourceType} has this ${name} already.`);
    return status === "failure" ? undefined : step("success", `No ${resourceType} had this ${name} yet.`);
  }
  if (resourceId === null) return undefined;
  if (code === codes.resourceUnknown) return step("failure", `There is no ${resourceType} with the id ${resourceId}.`);
  // Whoever was not looked up, because the request was refused before, has no name in the row.
  const isFound = (row.displayName ?? row.userName ?? row.externalId) !== null;
  return isFound ? step("success", `Found the ${resourceType} ${resourceId} by its id.`) : undefined;
}

function toStep(value: unknown): EventStep {
  const { name, status, detail } = asJsonObject(value);
  return {
    name: typeof name === "string" ? name : "",
    status: statuses.find((each) => each === status) ?? "warning",
    detail: typeof detail === "string" ? detail : "",
  };
}
