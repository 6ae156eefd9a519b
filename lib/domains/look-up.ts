import { Resolver } from "node:dns/promises";
import { env } from "@/lib/env";
import { Sighting } from "./sighting";
import type { LookUpError } from "./sighting";
import type { TxtRecord } from "./txt-record";

/** Asks DNS for the record of a domain. Never throws: that DNS does not answer is a sighting too. */
export type LookUp = (record: TxtRecord, domain: string) => Promise<Sighting>;

export interface LookUpOptions {
  /** Addresses of DNS servers; those of the machine when left out. */
  readonly servers?: readonly string[];
  /** How long one server may take, in milliseconds; each is asked twice. */
  readonly timeout?: number;
}

/** TXT records of a name, whole; why there are none is said by an error of node:dns. */
type Ask = (name: string) => Promise<string[]>;

/** A look-up over real DNS. Whoever asks again asks anew: nothing is kept here, though the servers may keep answers. */
export function lookUpWith({ servers = env.dnsServers, timeout = 3_000 }: LookUpOptions = {}): LookUp {
  const resolver = new Resolver({ timeout, tries: 2 });
  if (servers) resolver.setServers(servers);
  const ask: Ask = async (name) => (await resolver.resolveTxt(name)).map((chunks) => chunks.join(""));
  return (record, domain) => sightingOf(ask, record, domain);
}

async function sightingOf(ask: Ask, { name, value }: TxtRecord, domain: string): Promise<Sighting> {
  const here = await recordsAt(ask, name);
  if (typeof here === "string") return { kind: "unclear", error: here };
  if (here.some((record) => isValue(record, value))) return { kind: "found" };
  // Two mistakes are common, and each is seen elsewhere.
  for (const at of [`${name}.${domain}`, domain]) {
    const there = await recordsAt(ask, at);
    if (typeof there !== "string" && there.some((record) => isValue(record, value))) return { kind: "misplaced", at };
  }
  return here.length === 0 ? { kind: "nothing" } : Sighting.parse({ kind: "others", records: here });
}

/** Some registrars keep the quotation marks of a zone file, or a blank, as part of the value. */
const isValue = (record: string, value: string) =>
  record
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim() === value;

/** The records at a name, none when it does not exist; or why nobody could say. */
async function recordsAt(ask: Ask, name: string): Promise<string[] | LookUpError> {
  try {
    return await ask(name);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTFOUND" || code === "ENODATA") return [];
    return errors[String(code)] ?? "other";
  }
}

const errors: Readonly<Record<string, LookUpError>> = {
  ETIMEOUT: "timeout",
  ESERVFAIL: "serverFailed",
  EREFUSED: "refused",
  ECONNREFUSED: "unreachable",
};
