/** What a run found: data, as `--json` prints it. */
import type { Exchange } from "./client";

export interface ReportedExchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly milliseconds: number;
  };
}

export interface ReportedCase {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** The document and paragraph that say so. */
  readonly source: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Why it was skipped, as a sentence. */
  readonly reason?: string;
  /** What is wrong, each with the sentence of the source in front. */
  readonly complaints: readonly string[];
  /** What the standard recommends, or Muster does, and this server does not; it costs no points. */
  readonly advice: readonly string[];
  /** What was said, of a case that failed; of every case when all were asked for. */
  readonly exchanges: readonly ReportedExchange[];
  readonly seconds: number;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly total: number;
  /** Passed of played, in whole percent rounded down; null when nothing was played. */
  readonly score: number | null;
}

export interface ReportedGroup extends Tally {
  readonly id: string;
  readonly title: string;
}

export interface ConformanceReport extends Tally {
  readonly tenantUrl: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly requests: number;
  /** The run was stopped, or the server stopped answering, before the last case. */
  readonly ended?: string;
  readonly groups: readonly ReportedGroup[];
  readonly cases: readonly ReportedCase[];
  /** Whole URLs of what the run made and could not remove. */
  readonly leftovers: readonly string[];
}

export function tally(cases: readonly ReportedCase[]): Tally {
  const count = (outcome: ReportedCase["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  const passed = count("passed");
  const failed = count("failed");
  const score = passed + failed === 0 ? null : Math.floor((passed * 100) / (passed + failed));
  return { passed, failed, skipped: count("skipped"), total: cases.length, score };
}

const hidden = "••••";
const longest = 20_000;

/** Takes every secret out of what is shown. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length > 3).flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return (text) => {
    let shown = text;
    for (const secret of known) shown = shown.replaceAll(secret, hidden);
    return shown.replace(/("(?:access_token|client_secret|password)"\s*:\s*")[^"]*/gi, `$1${hidden}`);
  };
}

export function reportedExchange(exchange: Exchange, redact: (text: string) => string): ReportedExchange {
  const shown = (text: string) => {
    const clear = redact(text);
    return clear.length > longest ? `${clear.slice(0, longest)}… (${clear.length} characters)` : clear;
  };
  const headers = (all: Iterable<readonly [string, string]>) =>
    Object.fromEntries(
      [...all].map(([name, value]) => [
        name,
        /^(authorization|cookie|set-cookie)$/i.test(name)
          ? value.replace(/^(\w+\s)?.*$/s, `$1${hidden}`)
          : redact(value),
      ]),
    );
  return {
    request: {
      method: exchange.method,
      url: redact(exchange.url),
      headers: headers(Object.entries(exchange.requestHeaders)),
      body: shown(exchange.requestText),
    },
    response: {
      status: exchange.status,
      headers: headers(exchange.headers),
      body: shown(exchange.text),
      milliseconds: Math.round(exchange.durationMs),
    },
  };
}
