import { uuidv7 } from "uuidv7";
import type { DirectoryProfile } from "@/lib/applications/profile";
import { eventQueue } from "@/lib/insight/event-queue";
import { noteMilestone } from "@/lib/insight/guide-marks";
import { redactText } from "@/lib/insight/redact";
import { Trail } from "@/lib/insight/trail";
import { invalidPath } from "@/lib/scim/errors";
import type { Json, JsonObject } from "@/lib/scim/json";
import type { BulkMethod } from "@/lib/scim/messages/bulk";
import { quote } from "@/lib/scim/quote";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { createResource } from "./create-resource";
import { deleteResource } from "./delete-resource";
import { patchResource } from "./patch-resource";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { refuse, toScimError } from "./refused";
import { replaceResource } from "./replace-resource";

/** What an operation of a bulk request is about: a type, and one of its resources unless it makes one. */
export interface BulkTarget {
  readonly definition: ResourceDefinition;
  /** May be a reference, `bulkId:…`; empty of a POST. */
  readonly id: string;
}

/**
 * Reads an operation's path: /Users or /Groups for POST, one of their resources for the others.
 * @throws ScimError 400 invalidPath
 */
export function bulkTargetOf(profile: DirectoryProfile, method: BulkMethod, path: string): BulkTarget {
  const [type, id = "", ...rest] = path.split("/").filter(Boolean).map(decoded);
  const definition = [profile.user, profile.group].find((each) => each.endpoint === `/${type}`);
  if (!definition || rest.length > 0 || (method === "POST") !== (id === "")) {
    const wanted = method === "POST" ? "/Users or /Groups" : "/Users/{id} or /Groups/{id}";
    throw invalidPath(`path is ${quote(path)}. ${method} in a bulk request goes to ${wanted}, without parameters.`);
  }
  return { definition, id };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Carries an operation out by the use-case that its method names, as if it had come alone. */
export function writeTo(
  request: ProvisioningRequest,
  method: BulkMethod,
  { definition, id }: BulkTarget,
  data: Json,
): Promise<Answer> {
  switch (method) {
    case "POST":
      return createResource(request, definition, data);
    case "PUT":
      return replaceResource(request, definition, id, data);
    case "PATCH":
      return patchResource(request, definition, id, data);
    case "DELETE":
      return deleteResource(request, definition, id);
  }
}

/** What the log is to say of a request within a request. */
interface SubRequest {
  readonly method: string;
  /** Below the base path. */
  readonly path: string;
  readonly data: Json;
  readonly ifMatch?: string;
  /** What it is in the bulk request, as a sentence. */
  readonly role: string;
}

/** How it ended: as an answer has it, or with the error that refused it. */
export interface Outcome {
  readonly status: number;
  readonly location?: string;
  readonly version?: string;
  readonly response?: JsonObject;
}

/** Runs one operation as a request of its own: own request id, own clock, own row of the log, own success or failure. */
export async function runWithin(
  parent: ProvisioningRequest,
  { method, path, data, ifMatch, role }: SubRequest,
  run: (request: ProvisioningRequest) => Promise<Answer>,
): Promise<Outcome> {
  const { scope } = parent;
  const requestId = uuidv7();
  const at = new Date();
  const { ip, userAgent } = parent.trail.facts;
  const pathname = redactText(`${scope.directory.profile.basePath}${path}`.slice(0, 2_000));
  const trail = new Trail({ requestId, at, method, path: pathname, ip, userAgent });
  if (data !== null) trail.received(JSON.stringify(data));
  trail.step({
    name: "bulk",
    status: "success",
    detail: `${role} of the bulk request ${parent.trail.facts.requestId}.`,
  });
  try {
    const answer = await run({ ...parent, at, parameters: {}, ifMatch, ifNoneMatch: undefined, trail });
    if (answer.event) await eventQueue.add(answer.event);
    if (trail.event) noteMilestone(scope, trail.event);
    return {
      status: answer.status,
      location: answer.headers?.["Content-Location"],
      version: answer.headers?.["ETag"],
    };
  } catch (error) {
    const refusal = toScimError(error, requestId);
    const { body } = await refuse(refusal, scope, trail);
    return { status: refusal.status, response: body };
  }
}
