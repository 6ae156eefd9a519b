import type { DirectoryScope } from "@/lib/auth/scope";
import { findNamedManager } from "@/lib/db/named-manager";
import { resourceNames } from "@/lib/db/resource-names";
import { asJsonObject } from "./as-json-object";
import { isUuid } from "./page";

/** A manager whom a request named, and who is nobody here, or was nobody when it came; read when the request is shown. */
export interface NamedManager {
  /** The id as it came. */
  readonly value: string;
  /** What they are called, or were. */
  readonly name: string | undefined;
  /** back: they were deleted when the request came, and are here again. */
  readonly state: "nobody" | "deleted" | "back";
  /** The person has them as manager still. */
  readonly isCurrent: boolean;
}

export interface ManagerEvent {
  readonly id: string;
  readonly status: string;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  /** ModifiedProperty[]. */
  readonly modified: unknown;
}

/** Undefined: the log row gives nobody a manager, or one who is here and was. */
export async function namedManagerOf(scope: DirectoryScope, event: ManagerEvent): Promise<NamedManager | undefined> {
  const { id: eventId, status, resourceType, resourceId: userId, modified } = event;
  if (resourceType !== "User" || userId === null || status === "failure") return undefined;
  const value = (Array.isArray(modified) ? modified : [])
    .map(asJsonObject)
    .filter(({ path }) => typeof path === "string" && path.endsWith(":manager.value"))
    .map(({ after }) => after)
    .find((after) => typeof after === "string");
  if (typeof value !== "string") return undefined;
  const { isHere, wasHere, wasGone, isCurrent } = await findNamedManager(scope, { value, userId, eventId });
  if (isHere && !wasGone) return undefined;
  const [named] = isUuid(value) ? await resourceNames(scope, [value]) : [];
  return { value, name: named?.name, state: isHere ? "back" : wasHere ? "deleted" : "nobody", isCurrent };
}
