import type { ProvisioningScope } from "@/lib/auth/scope";
import { codes } from "@/lib/insight/codes";
import { invalidValue } from "@/lib/scim/errors";
import type { Json, JsonObject } from "@/lib/scim/json";

/** The part after the last "@", in the form that Domain.name has; undefined when there is none. */
export function domainOf(userName: string): string | undefined {
  const at = userName.lastIndexOf("@");
  if (at < 0 || at === userName.length - 1) return undefined;
  try {
    return new URL(`http://${userName.slice(at + 1)}`).hostname.toLowerCase() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Applies the directory's domain policy to a userName that is new: on create, and on rename.
 * @throws ScimError 400 invalidValue, naming the domain and the remedy
 */
export function checkDomain(scope: ProvisioningScope, attributes: JsonObject, previousUserName?: Json): void {
  const { userName } = attributes;
  const { profile, domains } = scope.directory;
  if (profile.policies.domain === "off" || typeof userName !== "string" || userName === previousUserName) return;
  const name = domainOf(userName);
  if (!name) {
    throw invalidValue(
      `userName "${userName}" has no domain, and ${profile.name} accepts only userNames in a registered domain of ${scope.organizationName}. Map userName to an attribute of the form name@domain, for instance userPrincipalName.`,
      { code: codes.domainMissing, path: "userName" },
    );
  }
  const domain = domains.find((candidate) => candidate.name === name);
  if (!domain) {
    throw invalidValue(
      `userName "${userName}" is not in a registered domain of ${scope.organizationName}. Register ${name} under Domains, or correct the mapping of userName.`,
      { code: codes.domainNotRegistered, path: "userName" },
    );
  }
  if (profile.policies.domain === "verified" && domain.state !== "verified") {
    throw invalidValue(
      `userName "${userName}" is in ${name}, which ${scope.organizationName} has registered but not yet verified. Finish its verification under Domains.`,
      { code: codes.domainNotVerified, path: "userName" },
    );
  }
}
