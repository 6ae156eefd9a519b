/** Types of dns-server.mjs, for the tests that are TypeScript. */

export type DnsAnswer = readonly string[] | "servfail" | "refused" | "silence" | undefined;

export interface DnsServer {
  readonly address: string;
  asked(): string[];
  stop(): Promise<void>;
}

export function startDnsServer(answerOf: (name: string) => Promise<DnsAnswer>): Promise<DnsServer>;
