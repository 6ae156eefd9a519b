import { updateGroup } from "@/lib/db/groups";
import { MemberVanished, UniqueViolation } from "@/lib/db/resource-store";
import type { ActiveChange, MembershipChange, StoredResource } from "@/lib/db/resource-store";
import { heldNotice } from "@/lib/insight/held-notice";
import { modifiedProperties } from "@/lib/insight/modified-properties";
import type { Action } from "@/lib/insight/provisioning-event";
import type { JsonObject } from "@/lib/scim/json";
import type { Note } from "@/lib/scim/note";
import { toSearch } from "@/lib/scim/resource/search";
import type { Projection } from "@/lib/scim/resource/projection";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { checkDomain } from "./check-domain";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { notUnique, resourceUnknown } from "./refusals";
import { bodyOf, resourceHeaders, show, showFound, wantedFor } from "./show-resource";
import { storeOf } from "./stores";
import { actionOfChange, statusOfNotes } from "./write-status";

interface Change {
  readonly current: StoredResource;
  readonly attributes: JsonObject;
  /** Of a Group, when the request speaks of members. */
  readonly membership?: MembershipChange;
  readonly notes: readonly Note[];
  /** Absent: 204, nothing is shown. */
  readonly projection?: Projection;
}

/**
 * Writes what a PUT or PATCH came to: attributes, memberships and log row in one statement. A change that changes nothing
 * writes nothing, keeps version and lastModified, and is logged as skipped. Undefined: another writer was faster.
 * @throws ScimError 400 (domain policy), 409 uniqueness
 */
export async function writeChange(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  change: Change,
): Promise<Answer | undefined> {
  const { scope, trail } = request;
  const { current, attributes, membership } = change;
  const modified = modifiedProperties(current.attributes, attributes);
  trail.identifyResource(definition.name, current.id, attributes);
  if (modified.length === 0 && !membership) return unchanged(request, definition, change);
  checkDomain(scope, trail, attributes, current);
  try {
    return membership
      ? await writeGroup(request, definition, change, membership, modified)
      : await writeAttributes(request, definition, change, modified);
  } catch (error) {
    if (error instanceof UniqueViolation) {
      throw await notUnique(scope, definition, toSearch(definition, attributes), attributes);
    }
    // A member was deleted between its look-up and the write: looked up again, it is refused by name.
    if (error instanceof MemberVanished) return undefined;
    throw error;
  }
}

const nothingToDo = {
  name: "write",
  status: "skipped",
  detail: "Everything already was as the request wants it.",
} as const;

type Modified = ReturnType<typeof modifiedProperties>;

function answer(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  { projection }: Change,
  resource: StoredResource,
): Answer {
  const headers = resourceHeaders(request, definition, resource.id, resource.version);
  if (!projection) return { status: 204, headers };
  return { status: 200, headers, text: show(request, definition, resource, projection) };
}

function unchanged(request: ProvisioningRequest, definition: ResourceDefinition, change: Change): Answer {
  const { scope, trail } = request;
  const shown = answer(request, definition, change, change.current);
  trail.step(nothingToDo);
  const event = trail.toEvent(scope, {
    action: "update",
    status: "skipped",
    httpStatus: shown.status,
    text: shown.text,
  });
  return { ...shown, event };
}

async function writeAttributes(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  change: Change,
  modified: Modified,
): Promise<Answer | undefined> {
  const { scope, at, trail } = request;
  const { current, attributes, notes } = change;
  const next = { ...current, attributes, version: current.version + 1, lastModified: at };
  const shown = answer(request, definition, change, next);
  trail.step({ name: "write", status: "success", detail: changedSentence(modified) });
  const action = actionOfChange(current.attributes, attributes);
  const event = trail.toEvent(scope, {
    action,
    status: statusOfNotes(notes),
    httpStatus: shown.status,
    modified,
    text: shown.text,
  });
  const write = { id: current.id, attributes, search: toSearch(definition, attributes) };
  const active = definition.name === "User" ? activeChange(request, action) : undefined;
  const guard = { expectedVersion: current.version, event, active };
  const written = await storeOf(definition).update(scope, write, at, guard);
  return written && shown;
}

/** Only who is switched on or off pays for the brake. */
function activeChange({ scope }: ProvisioningRequest, action: Action): ActiveChange | undefined {
  if (action === "enable") return { to: true };
  const terms = scope.directory.profile.brake;
  return action === "disable" && terms ? { to: false, terms, held: heldNotice } : undefined;
}

/** A group whose members may change: what the answer shows is read after the write, and only if it shows anything. */
async function writeGroup(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  change: Change,
  membership: MembershipChange,
  modified: Modified,
): Promise<Answer | undefined> {
  const { scope, at, trail, ifMatch } = request;
  const { current, attributes, notes, projection } = change;
  const write =
    modified.length > 0 ? { id: current.id, attributes, search: toSearch(definition, attributes) } : undefined;
  trail.step({ name: "write", status: "success", detail: changedSentence(modified, "members") });
  const event = trail.toEvent(scope, {
    action: "update",
    status: statusOfNotes(notes),
    httpStatus: projection ? 200 : 204,
    modified,
  });
  const result = await updateGroup(scope, current.id, at, {
    write,
    membership,
    // Membership alone is a set operation and commutes with other writers; attributes and If-Match do not.
    expectedVersion: write || ifMatch !== undefined ? current.version : undefined,
    event,
    lastSteps: {
      skipped: nothingToDo,
      unmoved: { name: "write", status: "success", detail: changedSentence(modified) },
    },
  });
  if (!result) return undefined;
  if (!result.written) trail.skipped();
  const version = result.written?.version ?? current.version;
  if (!projection) return { status: 204, headers: resourceHeaders(request, definition, current.id, version) };
  const after = await storeOf(definition).find(scope, current.id, wantedFor(definition, projection));
  if (!after) throw resourceUnknown(definition, current.id);
  const headers = resourceHeaders(request, definition, after.id, after.version);
  return { status: 200, headers, ...bodyOf(showFound(request, definition, after, projection)) };
}

function changedSentence(modified: Modified, ...others: readonly string[]): string {
  const paths = [...modified.map((property) => property.path), ...others];
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
  return `Changed ${paths.slice(0, 5).join(", ")}${more}.`;
}
