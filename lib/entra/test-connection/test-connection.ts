import { randomUUID } from "node:crypto";
import { lookup as lookUp } from "node:dns/promises";
import { isIP } from "node:net";
import { EntraHttpClient } from "../http-client";
import type { EntraHttpOptions, Exchange } from "../http-client";
import { transportFailure } from "../transport-problem";
import type { TransportFailure } from "../transport-problem";
import { lookAtCertificate } from "./certificate";
import type { Certificate } from "./certificate";
import { judge } from "./judge";
import type { Problem } from "./problem";
import { probeNames, probes } from "./probes";

export const checkNames = ["address", "connection", "certificate", ...probeNames, "clock"] as const;
export type CheckName = (typeof checkNames)[number];

/** One finding: what was tried, how it went, and what was seen. Sentences are made of it elsewhere. */
export interface Check {
  readonly name: CheckName;
  readonly result: "passed" | "warning" | "failed" | "skipped";
  readonly problem?: Problem;
  readonly exchange?: Exchange;
  /** What the name stands for in DNS. */
  readonly addresses?: readonly string[];
  readonly failure?: TransportFailure;
  readonly certificate?: Certificate;
  /** How far the server's clock is ahead of ours. */
  readonly secondsAhead?: number;
}

export interface TestConnectionOptions extends EntraHttpOptions {
  /** Whether the Internet can reach an address; those that it cannot are warned of. */
  readonly isPublicAddress: (address: string) => boolean;
}

const soonMs = 14 * 24 * 60 * 60 * 1000;
/** Microsoft's tokens and everybody's TLS tolerate five minutes. */
const skewSeconds = 300;

/**
 * Plays Entra's Test Connection, and what it will need afterwards, against a server (ENTRA.md §1, §6): each finding as soon
 * as it is there, every name of `checkNames` once and in that order. Changes nothing. What cannot be tried any more, because
 * something before it failed, is skipped.
 */
export async function* testConnection(options: TestConnectionOptions): AsyncGenerator<Check, void> {
  const client = new EntraHttpClient(options);
  const told = new Set<CheckName>();
  try {
    for await (const check of findings(options, client)) {
      told.add(check.name);
      yield check;
    }
    for (const name of checkNames) if (!told.has(name)) yield { name, result: "skipped" };
  } finally {
    client.close();
  }
}

async function* findings(options: TestConnectionOptions, client: EntraHttpClient): AsyncGenerator<Check, void> {
  const url = new URL(options.base);
  const address = await checkAddress(url, options);
  yield address;
  if (address.result === "failed") return;

  let isFirst = true;
  let last: Exchange | undefined;
  for (const { name, method, path, body, expected } of probes(randomUUID())) {
    const exchange = await client.send(method, path, body);
    last = exchange;
    if (isFirst) {
      const failed = "failure" in exchange ? exchange.failure : undefined;
      const isTls = failed?.problem.startsWith("tls") === true;
      if (failed && !isTls) return yield failedBy(failed, "connection", exchange);
      yield { name: "connection", result: "passed", exchange };
      if (url.protocol === "https:") yield await checkCertificate(url, options, failed);
      else yield { name: "certificate", result: "skipped" };
      if (failed) return;
      isFirst = false;
    }
    if ("failure" in exchange) {
      yield failedBy(exchange.failure, name, exchange);
      continue;
    }
    const problem = judge(exchange.received, expected);
    yield { name, result: problem ? "failed" : "passed", ...(problem && { problem }), exchange };
    // Without the first answer the others would only say the same again.
    if (problem && name === "users") return;
  }
  if (last && "received" in last) yield checkClock(last.received.headers["date"]);
}

const failedBy = (failure: TransportFailure, name: CheckName, exchange: Exchange): Check => ({
  name,
  result: "failed",
  problem: failure.problem,
  failure,
  exchange,
});

async function checkAddress(url: URL, { isPublicAddress }: TestConnectionOptions): Promise<Check> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  let addresses = [host];
  if (isIP(host) === 0) {
    try {
      addresses = (await lookUp(host, { all: true })).map(({ address }) => address);
    } catch (error) {
      const failure = transportFailure(error);
      return { name: "address", result: "failed", problem: "dns", failure };
    }
  }
  const problem = !addresses.every(isPublicAddress)
    ? ("privateAddress" as const)
    : url.protocol === "http:"
      ? ("notHttps" as const)
      : undefined;
  return { name: "address", result: problem ? "warning" : "passed", ...(problem && { problem }), addresses };
}

async function checkCertificate(
  url: URL,
  { timeLimitMs = 30_000, lookup }: TestConnectionOptions,
  failure: TransportFailure | undefined,
): Promise<Check> {
  const certificate = await lookAtCertificate(url, { timeLimitMs, ...(lookup && { lookup }) });
  const seen = { name: "certificate", ...(certificate && { certificate }) } as const;
  if (failure) return { ...seen, result: "failed", problem: failure.problem, failure };
  const endsSoon = certificate !== undefined && certificate.validTo.getTime() - Date.now() < soonMs;
  return endsSoon ? { ...seen, result: "warning", problem: "expiresSoon" } : { ...seen, result: "passed" };
}

function checkClock(date: string | undefined): Check {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return { name: "clock", result: "skipped" };
  const secondsAhead = Math.round((theirs - Date.now()) / 1000);
  return Math.abs(secondsAhead) > skewSeconds
    ? { name: "clock", result: "warning", problem: "clockSkew", secondsAhead }
    : { name: "clock", result: "passed", secondsAhead };
}
