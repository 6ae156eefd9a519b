/** Plays the catalogue against one Tenant URL, cleans up behind itself and reports. */
import { randomBytes } from "node:crypto";
import type { Case } from "./case";
import type { CaseGroup } from "./catalogue";
import { Cleaner } from "./cleaner";
import { faults } from "./complaint";
import { conformanceClient, NoAnswer, type ClientOptions, type Exchange, type ScimClient } from "./client";
import { reasonToSkip, type Means } from "./needs";
import { play } from "./play";
import { withUniqueNames, type Naming } from "./rename";
import { redactor, reportedExchange, tally, type ConformanceReport, type ReportedCase } from "./report";
import { askServer } from "./server";

export interface ConformanceOptions {
  readonly tenantUrl: string;
  readonly token: string;
  readonly groups: readonly CaseGroup[];
  /** Where client credentials are exchanged for a token, and whose. */
  readonly oauth?: { readonly tokenEndpoint: string; readonly clientId: string; readonly clientSecret: string };
  /** Requests a second; 0 for as many as there are. */
  readonly rate?: number;
  readonly timeoutMs?: number;
  /** Plays the cases that send a thousand requests. */
  readonly load?: boolean;
  /** Counts advice as a fault: what Muster asks of itself. */
  readonly strict?: boolean;
  /** The domain of every userName. */
  readonly domain?: string;
  /** Whose requests and responses the report has; left out: of cases that failed. */
  readonly exchanges?: "failed" | "all";
  /** Stops the run; what it made is removed all the same. */
  readonly signal?: AbortSignal;
  readonly onCase?: (played: ReportedCase, progress: { readonly done: number; readonly total: number }) => void;
}

const cleaningMs = 60_000;
const unansweredInARow = 3;

/**
 * @throws NotReachable when the Tenant URL or the token does not work at all; nothing was made then
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { tenantUrl, token, groups, rate = 20, timeoutMs, oauth } = options;
  const startedAt = new Date();
  const redact = redactor([token, ...(oauth === undefined ? [] : [oauth.clientSecret])]);
  const shared: ClientOptions = { tenantUrl, token, rate, timeoutMs };
  const cleaner = new Cleaner(conformanceClient(shared).baseUrl);
  let requests = 0;
  let exchanges: Exchange[] = [];
  const client = conformanceClient({
    ...shared,
    signal: options.signal,
    observe: (exchange) => {
      requests += 1;
      cleaner.observe(exchange);
      if (exchange.status !== undefined) exchanges.push(exchange);
    },
  });
  const total = groups.reduce((sum, { cases }) => sum + cases.length, 0);
  const reported: ReportedCase[] = [];
  let ended: string | undefined;
  let leftovers: string[] = [];
  try {
    const server = await askServer(client);
    const means: Means = { oauth: oauth !== undefined, load: options.load ?? false };
    let unanswered = 0;
    for (const [group, given] of groups.flatMap(({ id, cases }) => cases.map((one) => [id, one] as const))) {
      const reason = reasonToSkip(given, server, means);
      const began = performance.now();
      exchanges = [];
      const naming = { tag: randomBytes(4).toString("hex"), domain: options.domain };
      const judged =
        reason === undefined ? await judge(given, client, naming, options) : { complaints: [], advice: [] };
      const failed = judged.complaints.length > 0;
      const played: ReportedCase = {
        id: given.id,
        group,
        title: given.title,
        source: given.source,
        outcome: reason === undefined ? (failed ? "failed" : "passed") : "skipped",
        reason,
        complaints: judged.complaints.map(redact),
        advice: judged.advice.map(redact),
        exchanges:
          failed || options.exchanges === "all" ? exchanges.map((exchange) => reportedExchange(exchange, redact)) : [],
        seconds: seconds(performance.now() - began),
      };
      reported.push(played);
      leftovers = await cleaner.clean(client);
      options.onCase?.(played, { done: reported.length, total });
      unanswered = judged.unanswered === true ? unanswered + 1 : 0;
      if (unanswered === unansweredInARow) {
        ended = `The server did not answer ${unansweredInARow} cases in a row.`;
        break;
      }
    }
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    ended = "The run was stopped.";
  } finally {
    client.close();
    // The run's own signal may be what ended it, so cleaning has a time of its own.
    const last = conformanceClient({ ...shared, signal: AbortSignal.timeout(cleaningMs) });
    leftovers = await cleaner.clean(last);
    last.close();
  }
  return {
    tenantUrl,
    startedAt: startedAt.toISOString(),
    seconds: seconds(Date.now() - startedAt.getTime()),
    requests,
    ended,
    ...tally(reported),
    groups: groups.map(({ id, title }) => ({ id, title, ...tally(reported.filter(({ group }) => group === id)) })),
    cases: reported,
    leftovers: leftovers.map((path) => `${client.baseUrl}${path}`),
  };
}

interface Judgement {
  readonly complaints: string[];
  readonly advice: string[];
  readonly unanswered?: boolean;
}

async function judge(
  given: Case,
  client: ScimClient,
  naming: Naming,
  { oauth, strict = false }: ConformanceOptions,
): Promise<Judgement> {
  try {
    const all = await play(withUniqueNames(given, naming), client, { ...oauth });
    const wrong = strict ? all : faults(all);
    return {
      complaints: wrong.map(({ text }) => text),
      advice: all.filter((complaint) => !wrong.includes(complaint)).map(({ text }) => text),
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { complaints: [error.message], advice: [], unanswered: true };
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
