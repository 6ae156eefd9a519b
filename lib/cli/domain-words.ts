import type { DomainDto } from "@/lib/console/domains";
import { instant } from "./terminal";

/** A domain for programs. */
export const domainJson = (domain: DomainDto) => ({
  id: domain.id,
  name: domain.name,
  state: domain.state,
  taken: domain.taken,
  coversSubdomains: domain.coversSubdomains,
  vouched: domain.vouched,
  record: { type: "TXT", name: domain.record.name, value: domain.record.value },
  seen: domain.sighting,
  createdAt: instant(domain.createdAt),
  verifiedAt: instant(domain.verifiedAt),
  checkedAt: instant(domain.checkedAt),
  nextCheckAt: instant(domain.nextCheckAt),
});

const unclear = {
  timeout: "DNS did not answer in time",
  serverFailed: "the domain's name servers failed (SERVFAIL)",
  refused: "the name server refused to answer (REFUSED)",
  unreachable: "the name server cannot be reached: see MUSTER_DNS_SERVERS",
  other: "DNS could not be asked",
} as const;

/** What DNS said when it was last asked. */
export function seenInDns({ sighting, record }: DomainDto): string {
  switch (sighting?.kind) {
    case undefined:
      return "not looked at yet";
    case "found":
      return "the TXT record is there";
    case "others":
      return `other TXT records at ${record.name}: ${sighting.records.map((text) => `"${text}"`).join(", ")}`;
    case "misplaced":
      return `the record is at ${sighting.at} instead of ${record.name}`;
    case "nothing":
      return `no TXT record at ${record.name}`;
    case "unclear":
      return unclear[sighting.error];
  }
}

/** What stands of a domain, and what is to be done, in lines. */
export function domainLines(domain: DomainDto): string {
  const { name, state, taken, vouched, record } = domain;
  if (vouched) return `${name} is verified: you vouch for it.`;
  const lines = [`${name} is ${state}${taken ? ", and another organization has verified it" : ""}.`];
  if (state !== "verified") lines.push(`Add this TXT record: ${record.name} = ${record.value}`);
  return [...lines, `Seen: ${seenInDns(domain)}.`].join("\n");
}
