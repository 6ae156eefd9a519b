import type { Latencies } from "../load/measurements";
import { mixes } from "../load/operations";
import type { MixName } from "../load/operations";
import { runLoad } from "../load/run-load";
import type { LoadProgress, LoadReport } from "../load/run-load";
import type { Schedule } from "../load/schedule";
import { ProvisioningFailure } from "../sync/provisioning-failure";
import { addConnectionOptions, connectionOf, numberOf } from "./connection-options";
import type { ConnectionOptions } from "./connection-options";
import type { Registrar } from "./registrar";
import { CommandError } from "./terminal";
import type { Terminal } from "./terminal";

type Options = ConnectionOptions & {
  readonly rate?: string;
  readonly concurrency?: string;
  readonly for: string;
  readonly mix: string;
  readonly people: string;
  readonly groups: string;
  readonly domain: string;
  readonly json?: true;
};

/** `load`: so many requests a second, or so many at a time, with their latencies. */
export function registerLoadCommand({ program, terminal, fail }: Registrar): void {
  addConnectionOptions(program.command("load"))
    .description("send a mix of Entra's requests at a steady rate, or so many at a time, and measure the answers")
    .option("--rate <requests>", "a second, sent on time whether or not those before were answered (default: 25)")
    .option("--concurrency <requests>", "so many at a time, one after another, in place of a rate")
    .option("--for <time>", "how long: 90s, 5m, 1h", "60s")
    .option("--mix <name>", "entra, reads or writes", "entra")
    .option("--people <count>", "made before it begins", "100")
    .option("--groups <count>", "made before it begins", "5")
    .option("--domain <domain>", "of their userNames", "contoso.com")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      [
        "",
        "Latency is counted from when a request was due. Everything that a load makes",
        "it names after itself and removes, also when it is stopped with Ctrl-C.",
        "The exit code is 1 when a request failed or was throttled, or the rate was not",
        "reached: the last answer came a second, or a hundredth of the time, late.",
      ].join("\n"),
    )
    .action(async (options: Options) => {
      const report = await load(options, terminal);
      terminal.out(options.json === true ? JSON.stringify(report) : toText(report));
      if (!report.passed) fail();
    });
}

async function load(options: Options, terminal: Terminal): Promise<LoadReport> {
  const schedule = scheduleOf(options);
  const seconds = secondsOf(options.for);
  const { mix } = options;
  if (!isMix(mix)) throw new CommandError(`--mix: there is no mix ${mix}; there are ${Object.keys(mixes).join(", ")}.`);
  const people = countOf("--people", options.people);
  const groups = countOf("--groups", options.groups);
  const { client, isCompliant } = await connectionOf(options);
  try {
    return await runLoad({
      client,
      isCompliant,
      schedule,
      seconds,
      mix,
      people,
      groups,
      domain: options.domain,
      signal: terminal.signal,
      ...(terminal.isWatched && { onProgress: (progress) => terminal.draw(toLine(progress, seconds)) }),
    });
  } catch (error) {
    if (error instanceof ProvisioningFailure) throw new CommandError(`The load did not begin. ${error.message}`);
    throw error;
  } finally {
    client.close();
    if (terminal.isWatched) terminal.draw("");
  }
}

const isMix = (name: string): name is MixName => Object.hasOwn(mixes, name);

function scheduleOf({ rate, concurrency }: Options): Schedule {
  if (rate !== undefined && concurrency !== undefined)
    throw new CommandError("Either --rate or --concurrency can be given, not both.");
  if (concurrency !== undefined) return { concurrency: countOf("--concurrency", concurrency) };
  const perSecond = numberOf("--rate", rate ?? "25");
  if (perSecond === 0) throw new CommandError("--rate: it has to be more than 0.");
  return { rate: perSecond };
}

/** @throws CommandError */
function countOf(option: string, text: string): number {
  const count = numberOf(option, text);
  if (!Number.isInteger(count) || count < 1)
    throw new CommandError(`${option}: it has to be a whole number from 1 on.`);
  return count;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

/** @throws CommandError */
function secondsOf(text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text.trim()) ?? [];
  const seconds = Number(number) * (unitSeconds[unit] ?? 0);
  if (!(seconds > 0)) throw new CommandError(`--for: ${text} is no time. Give 90s, 5m or 1h.`);
  return seconds;
}

function toLine({ phase, seconds, answered, failed, latencies }: LoadProgress, total: number): string {
  if (phase !== "load") return phase === "filling" ? "Making people and groups …" : "Removing them again …";
  const p99 = latencies ? `, p99 ${latencies.p99} ms` : "";
  return `${Math.floor(seconds)} of ${total} s  ${answered} answered, ${failed} failed${p99}`;
}

function toText(report: LoadReport): string {
  const { mix, requests, seconds, rate, concurrency, throttled, statuses, latencies, dropped, leftovers } = report;
  const how = concurrency === null ? `${rate.wanted} requests/s` : `${concurrency} at a time`;
  const [least, most] = throttled.retryAfterSeconds ?? [];
  return [
    `${how}, mix ${mix}: ${requests} requests in ${seconds} s, ${rate.reached}/s answered with success`,
    `${"ms".padEnd(14)}${["count", "p50", "p90", "p99", "p99.9", "max"].map((name) => name.padStart(9)).join("")}`,
    ...Object.entries(latencies).map(([name, one]) => row(name, one)),
    `Statuses: ${Object.entries(statuses)
      .map(([status, count]) => `${status} × ${count}`)
      .join(", ")}`,
    throttled.count === 0
      ? "No request was throttled."
      : `${throttled.count} were throttled (429)${least === undefined ? ", without Retry-After" : `, Retry-After ${least} to ${most} s`}.`,
    ...(dropped > 0 ? [`${dropped} were not sent: too many were under way.`] : []),
    ...report.failures.map(({ operation, status, text }) => `  ${operation}: ${status} ${text}`),
    ...(leftovers.length > 0 ? [`Not removed: ${leftovers.join(", ")}`] : []),
    ...(report.stopped ? ["It was stopped before its time."] : []),
    report.passed ? "Passed." : "Not passed.",
  ].join("\n");
}

const row = (name: string, { count, p50, p90, p99, p999, max }: Latencies): string =>
  `${name.padEnd(14)}${String(count).padStart(9)}${[p50, p90, p99, p999, max].map((value) => value.toFixed(1).padStart(9)).join("")}`;
