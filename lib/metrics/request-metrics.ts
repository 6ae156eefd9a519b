/** What the process counts of its SCIM and token requests. Everything here is told by /api/metrics. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { operationOf } from "./operation";

export const requestRegistry = new Registry();

const labelNames = ["operation", "outcome"] as const;

const requests = new Counter({
  name: "muster_scim_requests_total",
  help: "Requests of identity providers, by operation and outcome: success, skipped, warning, failure (as in the provisioning log).",
  labelNames,
  registers: [requestRegistry],
});

const answers = new Counter({
  name: "muster_scim_responses_total",
  help: "Answers by HTTP status.",
  labelNames: ["status"],
  registers: [requestRegistry],
});

const durations = new Histogram({
  name: "muster_scim_request_duration_seconds",
  help: "From a request's arrival until its answer was ready, by operation.",
  labelNames: ["operation"],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers: [requestRegistry],
});

const inFlight = new Gauge({
  name: "muster_scim_requests_in_flight",
  help: "Requests that have arrived and are not answered.",
  registers: [requestRegistry],
});

/** One request: what it was, and what became of it. */
export interface CountedRequest {
  readonly method: string;
  readonly pathname: string;
}

export interface CountedAnswer {
  readonly httpStatus: number;
  /** The log row's status; undefined where there is none because nobody's credential came with the request. */
  readonly outcome: string | undefined;
}

/** Counts a request in; the function that it returns counts it out, once. */
export function countRequest(request: CountedRequest): (answer: CountedAnswer) => void {
  const began = performance.now();
  inFlight.inc();
  return ({ httpStatus, outcome }) => {
    inFlight.dec();
    const operation = operationOf(request);
    requests.inc({ operation, outcome: outcome ?? (httpStatus < 400 ? "success" : "failure") });
    answers.inc({ status: httpStatus });
    durations.observe({ operation }, (performance.now() - began) / 1000);
  };
}
