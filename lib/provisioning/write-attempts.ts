import { setTimeout as delay } from "node:timers/promises";
import { toStored } from "@/lib/db/resource-store";
import type { StoredResource, Wanted } from "@/lib/db/resource-store";
import { isUuid } from "@/lib/db/is-uuid";
import { etagOf, matchesEtag } from "@/lib/scim/resource/etag";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { oneAtATime } from "./one-at-a-time";
import type { ProvisioningRequest } from "./provisioning-request";
import { concurrentChanges, resourceUnknown, versionMismatch } from "./refusals";
import { storeOf } from "./stores";

/** Races lost to other processes after which the client is asked to come again; writers of this one take turns. */
const attemptsMax = 20;
const pauseMaxMs = 40;

/**
 * Reads a resource, checks If-Match, and lets `attempt` write against the version that was read. When another writer was
 * faster, `attempt` answers undefined and the whole is done again on the new state: nothing is ever overwritten unseen.
 * @param takesTurns false for a change that commutes with others, whoever comes first
 * @throws ScimError 404, 412 (RFC 7644 §3.14), 503 when the race is lost again and again
 */
export async function writeAgainst<Result>(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  wanted: Wanted,
  attempt: (current: StoredResource) => Promise<Result | undefined>,
  { takesTurns = true }: { readonly takesTurns?: boolean } = {},
): Promise<Result> {
  const { scope, trail, ifMatch } = request;
  trail.identify({ resourceType: definition.name });
  if (!isUuid(id)) throw resourceUnknown(definition, id);
  const forget = trail.checkpoint();
  const tryAgain = async () => {
    for (let count = 0; count < attemptsMax; count += 1) {
      const found = await storeOf(definition).find(scope, id, wanted);
      if (!found) throw resourceUnknown(definition, id);
      const current = toStored(found);
      trail.identifyResource(definition.name, current.id, current.attributes);
      if (ifMatch !== undefined && !matchesEtag(ifMatch, current.version)) {
        throw versionMismatch(definition, id, etagOf(current.version));
      }
      const result = await attempt(current);
      if (result !== undefined) return result;
      forget();
      await delay(Math.random() * pauseMaxMs);
    }
    throw concurrentChanges(definition, id);
  };
  return takesTurns ? oneAtATime(`${scope.directoryId} ${id}`, tryAgain) : tryAgain();
}
