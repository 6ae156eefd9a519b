import { domainOf, judgeDomain } from "@/lib/applications/domain-policy";
import type { DomainVerdict } from "@/lib/applications/domain-policy";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { codes } from "@/lib/insight/codes";
import type { Trail } from "@/lib/insight/trail";
import { invalidValue } from "@/lib/scim/errors";
import type { ScimError } from "@/lib/scim/errors";
import { fold } from "@/lib/scim/filter/fold";
import type { JsonObject } from "@/lib/scim/json";
import type { StoredResource } from "@/lib/db/resource-store";

/**
 * Applies the directory's domain policy to a userName that is new: on create, and on rename. What it needs came with the
 * credential. Whose userName is refused is remembered with the log row, so that the console can suggest the domain.
 * @param current the resource before the change; absent: it is being created
 * @throws ScimError 400 invalidValue, naming the domain and the remedy
 */
export function checkDomain(
  scope: ProvisioningScope,
  trail: Trail,
  attributes: JsonObject,
  current?: StoredResource,
): void {
  const { userName } = attributes;
  const { profile, domains } = scope.directory;
  if (profile.policies.domain === "off" || typeof userName !== "string") return;
  const userNameKey = fold(userName);
  const before = current?.attributes.userName;
  // RFC 7643 §4.1.1: in other letters it is the same userName.
  if (typeof before === "string" && fold(before) === userNameKey) return;
  const domain = domainOf(userName);
  if (domain === undefined) throw domainMissing(scope, userName);
  const verdict = judgeDomain(profile.policies.domain, domains, domain);
  if (verdict.kind === "accepted") return;
  if (!scope.directory.isSandbox) trail.refused = { userName, userNameKey, domain, resourceId: current?.id };
  throw refusalOf(scope, userName, domain, verdict);
}

const domainMissing = ({ organizationName, directory }: ProvisioningScope, userName: string) =>
  invalidValue(
    `userName "${userName}" has no domain, and ${directory.name} accepts only userNames in a registered domain of ${organizationName}. Map userName to an attribute of the form name@domain, for instance userPrincipalName.`,
    { code: codes.domainMissing, path: "userName" },
  );

type Refused = Exclude<DomainVerdict, { readonly kind: "accepted" }>;

function refusalOf(
  { organizationName }: ProvisioningScope,
  userName: string,
  domain: string,
  verdict: Refused,
): ScimError {
  const refuse = (detail: string, code: string) =>
    invalidValue(`userName "${userName}" is ${detail}`, { code, path: "userName" });
  switch (verdict.kind) {
    case "unregistered": {
      const remedy =
        verdict.parent === undefined
          ? `Register ${domain} under Domains`
          : `Register ${domain} under Domains, let ${verdict.parent} cover its subdomains there`;
      return refuse(
        `not in a registered domain of ${organizationName}. ${remedy}, or correct the mapping of userName.`,
        codes.domainNotRegistered,
      );
    }
    case "pending":
      return refuse(
        `in ${verdict.registered}, which ${organizationName} has registered but not yet verified. Finish its verification under Domains.`,
        codes.domainNotVerified,
      );
    case "failing":
      return refuse(
        `in ${verdict.registered}, whose TXT record is gone. Put the record back that Domains shows for it.`,
        codes.domainNotVerified,
      );
    case "taken":
      return refuse(
        `in ${verdict.registered}, which another organization has verified. If it is yours, tell whoever runs Muster; else correct the mapping of userName.`,
        codes.domainTaken,
      );
  }
}
