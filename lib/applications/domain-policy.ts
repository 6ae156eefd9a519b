/** Which userNames a directory accepts on create and rename, the loosest first. */
export const domainPolicies = ["off", "registered", "verified"] as const;
export type DomainPolicy = (typeof domainPolicies)[number];

export const domainStates = ["pending", "verified", "failing"] as const;
export type DomainState = (typeof domainStates)[number];

/** A domain as its organization has it. */
export interface KnownDomain {
  /** Lower-case ASCII. */
  readonly name: string;
  readonly state: DomainState;
  /** Whether contoso.com speaks for eu.contoso.com too. */
  readonly coversSubdomains: boolean;
  /** Another organization has verified it: until that ends, it is nobody else's. */
  readonly taken: boolean;
}

/** What a policy says of a domain, and of which registered domain it says so. */
export type DomainVerdict =
  | { readonly kind: "accepted" }
  /** `parent` is registered, but does not cover its subdomains. */
  | { readonly kind: "unregistered"; readonly parent?: string }
  | { readonly kind: "pending" | "failing" | "taken"; readonly registered: string };

/** What cannot stand in a host name but would make a URL parser read one out of part of the text. */
const foreign = /[\s/:?#\\%@[\]]/;

/**
 * The part after the last "@" as Domain.name has it: lower-case ASCII, internationalised names as Punycode (UTS 46, as the
 * URL Standard's host parser does it), no trailing dot. Undefined when there is none.
 */
export function domainOf(userName: string): string | undefined {
  const at = userName.lastIndexOf("@");
  const text = at < 0 ? "" : userName.slice(at + 1).replace(/\.$/, "");
  if (text === "" || foreign.test(text)) return undefined;
  try {
    return new URL(`http://${text}`).hostname || undefined;
  } catch {
    return undefined;
  }
}

/** The organization's domains that speak for `name`: itself, then the parents that cover their subdomains, nearest first. */
function speakersFor(domains: readonly KnownDomain[], name: string): KnownDomain[] {
  return domains
    .filter((domain) => domain.name === name || (domain.coversSubdomains && name.endsWith(`.${domain.name}`)))
    .sort((left, right) => right.name.length - left.name.length);
}

/** The registered domain that people in `name` are counted under, or undefined. */
export const registeredFor = (domains: readonly KnownDomain[], name: string): KnownDomain | undefined =>
  speakersFor(domains, name)[0];

/** Whether a directory with this policy accepts userNames in the domain `name`, and if not, why not. */
export function judgeDomain(policy: DomainPolicy, domains: readonly KnownDomain[], name: string): DomainVerdict {
  if (policy === "off") return { kind: "accepted" };
  const speakers = speakersFor(domains, name);
  const suffices = ({ state, taken }: KnownDomain) => !taken && (policy === "registered" || state === "verified");
  if (speakers.some(suffices)) return { kind: "accepted" };
  const [nearest] = speakers;
  if (nearest) return { kind: kindOf(nearest), registered: nearest.name };
  const [parent] = domains
    .filter((domain) => name.endsWith(`.${domain.name}`))
    .sort((left, right) => right.name.length - left.name.length);
  return { kind: "unregistered", parent: parent?.name };
}

function kindOf({ state, taken }: KnownDomain): "pending" | "failing" | "taken" {
  if (taken) return "taken";
  return state === "failing" ? "failing" : "pending";
}
