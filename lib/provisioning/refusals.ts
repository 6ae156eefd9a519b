import type { ProvisioningScope } from "@/lib/auth/scope";
import { codes } from "@/lib/insight/codes";
import { ScimError, uniqueness } from "@/lib/scim/errors";
import { raw, sql } from "@/lib/scim/filter/sql-fragment";
import type { JsonObject } from "@/lib/scim/json";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { storeOf } from "./stores";

/** 404: no such resource in this directory; whether another directory has it is nobody's business. */
export const resourceUnknown = (definition: ResourceDefinition, id: string) =>
  new ScimError(
    404,
    undefined,
    `${definition.name} "${id.slice(0, 100)}" is not in this directory. If Entra still holds this id, restart provisioning so that it matches again.`,
    { code: codes.resourceUnknown },
  );

/** 412: the resource has changed since the client read it (RFC 7644 §3.14). */
export const versionMismatch = (definition: ResourceDefinition, id: string, current: string) =>
  new ScimError(
    412,
    undefined,
    `${definition.name} ${id} is now version ${current}, not the one in If-Match. Read it again and repeat the change.`,
    { code: codes.versionMismatch },
  );

/** 503 after several lost races: nothing was changed, and the client may simply try again. */
export const concurrentChanges = (definition: ResourceDefinition, id: string) =>
  new ScimError(503, undefined, `${definition.name} ${id} is being changed by many requests at once. Try again.`, {
    code: codes.concurrentChanges,
    headers: { "Retry-After": "1" },
  });

/** 409 that names who holds the value (RFC 7644 §3.3). One look-up, on the refusal only. */
export async function notUnique(
  scope: ProvisioningScope,
  definition: ResourceDefinition,
  search: JsonObject,
  attributes: JsonObject,
): Promise<ScimError> {
  const attribute = definition.name === "User" ? "userName" : "displayName";
  const [holder] = await storeOf(definition).list(
    scope,
    {
      filter: sql`r.${raw(`"${attribute}Key"`)} = ${search[attribute]}`,
      order: { descending: false },
      offset: 0,
      limit: 1,
    },
    { groups: false, members: false },
  );
  const who = holder ? `${definition.name} ${holder.id}` : `another ${definition.name}`;
  return uniqueness(
    `${attribute} "${String(attributes[attribute])}" is already in use by ${who}. Let Entra match on ${attribute}, or give one of the two another ${attribute}.`,
    { code: codes.notUnique, path: attribute },
  );
}
