import { createHistogram } from "node:perf_hooks";
import type { RecordableHistogram } from "node:perf_hooks";
import type { Exchange } from "../http-client";
import { operationNames } from "./operations";
import type { OperationName } from "./operations";

/** Of so many requests, in milliseconds. */
export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

export interface FailedRequest {
  readonly operation: OperationName;
  /** A status, or what kept the answer away. */
  readonly status: string;
  readonly text: string;
}

/** What came of the requests of a load. */
export interface Measured {
  readonly requests: number;
  /** Not answered with success; those that were throttled are among them. */
  readonly failed: number;
  /** How many were answered with each status; what had no answer stands under its reason. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers of 429, and what their Retry-After said. */
  readonly throttled: {
    readonly count: number;
    readonly retryAfterSeconds: readonly [least: number, most: number] | null;
  };
  readonly latencies: Readonly<Partial<Record<OperationName | "all", Latencies>>>;
  /** The first of each operation and status. */
  readonly failures: readonly FailedRequest[];
}

/** Gathers answers. Histograms keep three digits of each latency, so that an hour takes no more memory than a second. */
export class Measurements {
  private readonly histograms = new Map<OperationName | "all", RecordableHistogram>();
  private readonly statuses = new Map<string, number>();
  private readonly failures: FailedRequest[] = [];
  private readonly retryAfter: number[] = [];
  private requests = 0;
  private throttled = 0;
  private failedCount = 0;

  get failed(): number {
    return this.failedCount;
  }

  get answered(): number {
    return this.requests;
  }

  /** @param milliseconds since the request was due, be it sent later */
  record(operation: OperationName, exchange: Exchange, milliseconds: number): void {
    this.requests += 1;
    for (const name of ["all", operation] as const)
      this.histogramOf(name).record(Math.max(1, Math.round(milliseconds * 1000)));
    const received = "received" in exchange ? exchange.received : undefined;
    const status = "received" in exchange ? String(exchange.received.status) : exchange.failure.problem;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (received && received.status < 300) return;
    this.failedCount += 1;
    if (received?.status === 429) this.noteThrottled(Number(received.headers["retry-after"]));
    const text = "received" in exchange ? exchange.received.text.slice(0, 300) : exchange.failure.message;
    const isKnown = this.failures.some((one) => one.operation === operation && one.status === status);
    if (!isKnown) this.failures.push({ operation, status, text });
  }

  /** Of everything so far. */
  latenciesOf(name: OperationName | "all"): Latencies | undefined {
    const histogram = this.histograms.get(name);
    if (!histogram) return undefined;
    const at = (percentile: number) => milliseconds(histogram.percentile(percentile));
    const { count, max } = histogram;
    return { count, p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), max: milliseconds(max) };
  }

  measured(): Measured {
    const latencies = (["all", ...operationNames] as const).flatMap((name) => {
      const found = this.latenciesOf(name);
      return found ? [[name, found] as const] : [];
    });
    const [least, most] = this.retryAfter;
    return {
      requests: this.requests,
      failed: this.failedCount,
      statuses: Object.fromEntries([...this.statuses].toSorted(([left], [right]) => left.localeCompare(right))),
      throttled: {
        count: this.throttled,
        retryAfterSeconds: least === undefined || most === undefined ? null : [least, most],
      },
      latencies: Object.fromEntries(latencies),
      failures: this.failures,
    };
  }

  private noteThrottled(seconds: number): void {
    this.throttled += 1;
    if (!Number.isFinite(seconds)) return;
    const [least = seconds, most = seconds] = this.retryAfter;
    this.retryAfter.splice(0, 2, Math.min(least, seconds), Math.max(most, seconds));
  }

  private histogramOf(name: OperationName | "all"): RecordableHistogram {
    const known = this.histograms.get(name) ?? createHistogram();
    this.histograms.set(name, known);
    return known;
  }
}

const milliseconds = (microseconds: number): number => Math.round(microseconds / 10) / 100;
