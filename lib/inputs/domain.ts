import { parse } from "tldts";
import { z } from "zod";
import type { MessageKey } from "./result";
import { Id } from "./text";

/** A name in DNS has at most 253 characters, and the TXT record's begins with "_muster.". */
const lengthMax = 253 - "_muster.".length;

/**
 * The stored form of a domain name: lower-case ASCII (IDN as punycode), no trailing dot. An address, a public suffix
 * ("co.uk") or an unknown top level is nobody's to register; the reserved `example` and `test` (RFC 2606 §2) are allowed,
 * because demonstrations need them.
 */
export function readDomainName(text: string): { readonly name: string } | { readonly problem: MessageKey } {
  const trimmed = text.trim().replace(/\.$/, "");
  if (trimmed === "") return { problem: "validation.required" };
  const url = `http://${trimmed}`;
  if (trimmed.length > lengthMax || /[\s/@:?#\\%]/.test(trimmed) || !URL.canParse(url)) {
    return { problem: "validation.domain" };
  }
  const { hostname } = new URL(url);
  const parsed = parse(hostname, { allowPrivateDomains: true });
  const isReserved = /\.(example|test)$/.test(hostname);
  const isKnown = parsed.isIcann === true || parsed.isPrivate === true || isReserved;
  if (parsed.isIp === true || parsed.hostname !== hostname || !isKnown || hostname.length > lengthMax) {
    return { problem: "validation.domain" };
  }
  return parsed.domain === null ? { problem: "validation.publicSuffix" } : { name: hostname };
}

export const AddDomainInput = z.object({
  name: z.string({ error: "validation.required" }).transform((text, context) => {
    const read = readDomainName(text);
    if ("name" in read) return read.name;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
  }),
  coversSubdomains: z.boolean().optional(),
});
export type AddDomainInput = z.infer<typeof AddDomainInput>;

export const DomainInput = z.object({ domainId: Id });
export type DomainInput = z.infer<typeof DomainInput>;

export const SetSubdomainsInput = z.object({ domainId: Id, coversSubdomains: z.boolean() });
export type SetSubdomainsInput = z.infer<typeof SetSubdomainsInput>;
