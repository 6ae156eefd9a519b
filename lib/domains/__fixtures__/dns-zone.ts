import { startDnsServer } from "@/scripts/testing/dns-server.mjs";
import type { DnsAnswer } from "@/scripts/testing/dns-server.mjs";
import { lookUpWith } from "../look-up";
import type { LookUp } from "../look-up";
import type { TxtRecord } from "../txt-record";

/** A DNS server of the tests' own. Names that nobody published do not exist. */
export interface DnsZone {
  /** Asks that server. */
  readonly lookUp: LookUp;
  publish(record: TxtRecord): void;
  answer(name: string, answer: DnsAnswer): void;
  /** Look-ups, not packets: a resolver asks again that has waited for a busy machine. */
  timesAsked(name: string): number;
  stop(): Promise<void>;
}

export async function startDnsZone(): Promise<DnsZone> {
  const answers = new Map<string, DnsAnswer>();
  const server = await startDnsServer(async (name) => answers.get(name));
  const lookUp = lookUpWith({ servers: [server.address] });
  const asked: string[] = [];
  return {
    lookUp(record, domain) {
      asked.push(record.name);
      return lookUp(record, domain);
    },
    publish: ({ name, value }) => void answers.set(name, [value]),
    answer: (name, answer) => void answers.set(name, answer),
    timesAsked: (name) => asked.filter((each) => each === name).length,
    stop: () => server.stop(),
  };
}
