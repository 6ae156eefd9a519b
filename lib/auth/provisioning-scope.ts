import { profileOf } from "@/lib/applications/applications";
import { defaultRequestsPerSecond } from "@/lib/applications/request-rate";
import type { OpenedDirectory } from "@/lib/db/credentials";
import type { Actor, ProvisioningScope } from "./scope";

const scopes = new WeakMap<object, ProvisioningScope>();

/**
 * The scope that a credential opens. It is made once for each cached `credential`, so that a request whose credential is
 * known pays nothing for it.
 * @param credential what the actor presented: the token, or the grant of a client; its directory must stay the same
 */
export function provisioningScope(credential: object, directory: OpenedDirectory, actor: Actor): ProvisioningScope {
  const known = scopes.get(credential);
  if (known) return known;
  const scope: ProvisioningScope = {
    organizationId: directory.organizationId,
    directoryId: directory.directoryId,
    actor,
    organizationName: directory.organizationName,
    directory: {
      slug: directory.slug,
      name: directory.name,
      enabled: directory.enabled,
      requestsPerSecond: directory.requestsPerSecond ?? defaultRequestsPerSecond,
      isSandbox: directory.isSandbox,
      profile: profileOf(directory.application, directory.settings),
      domains: directory.domains,
    },
  };
  scopes.set(credential, scope);
  return scope;
}
