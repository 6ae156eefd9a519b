import { uuidv7 } from "uuidv7";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { ModifiedProperty } from "@/lib/insight/modified-properties";
import type { Action, ProvisioningEvent } from "@/lib/insight/provisioning-event";
import { nameOf } from "./actor-name";

/** In place of a method. The counters of requests (lib/db/console-overview.ts) leave them out. */
const methods = { admin: "CONSOLE", operator: "CLI" } as const;

/** Whether a log row is no request but what an admin or operator did. */
export const isDecision = (method: string): boolean => Object.values(methods).some((each) => each === method);

interface Decided {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string | null;
}

/**
 * The log row of what an admin did to a person, so that their timeline tells it among the requests: `detail` is who it was,
 * and no credential stands beside it.
 * @param step what was done, as a sentence without its end: "Restored, with 3 memberships"
 */
export function decisionEvent(
  scope: DirectoryScope,
  { id, userName, displayName }: Decided,
  { action, at, step, modified }: { action: Action; at: Date; step: string; modified?: readonly ModifiedProperty[] },
): ProvisioningEvent {
  const who = nameOf(scope.actor);
  return {
    directoryId: scope.directoryId,
    organizationId: scope.organizationId,
    id: uuidv7(),
    at,
    durationMs: 0,
    action,
    status: "success",
    httpStatus: 200,
    detail: who,
    method: scope.actor.kind === "admin" ? methods.admin : methods.operator,
    path: `/Users/${id}`,
    resourceType: "User",
    resourceId: id,
    userName,
    displayName: displayName ?? userName,
    modified,
    steps: [{ name: "decision", status: "success", detail: `${step}, by ${who}.` }],
  };
}
