import { setTimeout as delay } from "node:timers/promises";
import { Option } from "commander";
import { generateCompany, withoutContractors } from "../life/company";
import { liveCycle } from "../life/run-life";
import type { Life, LifeOptions } from "../life/run-life";
import { freshState } from "../sync/state";
import { expectNothing } from "../verify/expectation";
import type { Refusal } from "../verify/looked";
import { addConnectionOptions, connectionOf, numberOf } from "./connection-options";
import type { ConnectionOptions } from "./connection-options";
import { cycleProgress } from "./cycle-progress";
import { disabledText } from "./cycle-command";
import { keepLife, readLife } from "./company-file";
import { durationOf, speedOf } from "./duration";
import { addNoticeOptions, noticeOf } from "./notice";
import type { NoticeOptions } from "./notice";
import type { Registrar } from "./registrar";
import { RunReport } from "./run-report";
import { keepWriting, openLog, readState, writeState } from "./state-file";
import { addTenantOptions, tenantOf } from "./tenant-options";
import type { TenantOptions } from "./tenant-options";
import { CommandError } from "./terminal";
import type { Terminal } from "./terminal";
import { verifyDirectory } from "./verify-directory";

type Options = ConnectionOptions &
  NoticeOptions &
  TenantOptions & {
    readonly state?: string;
    readonly every: number;
    readonly speed: number;
    readonly for?: number;
    readonly cycles?: string;
    readonly still?: true;
    readonly accepts?: string;
    readonly concurrency: string;
    readonly verify: boolean;
    readonly json?: true;
  };

/** `run`: cycle after cycle over a company that lives, until Ctrl-C or for a while. */
export function registerRunCommand({ program, terminal, fail }: Registrar): void {
  addNoticeOptions(addTenantOptions(addConnectionOptions(program.command("run"))))
    .description("cycle after cycle, and between them the life of a company: joiners, movers, leavers, groups")
    .option("--state <file>", "goes on where the last run with the same options ended; the company is kept beside it")
    .addOption(
      new Option("--every <time>", "from one cycle to the next, in the company's time")
        .argParser(durationOf)
        .default(durationOf("40m"), "40m"),
    )
    .addOption(
      new Option("--speed <factor>", "how much faster than ours the company's time passes")
        .argParser(speedOf)
        .default(60, "60x"),
    )
    .option("--for <time>", "of the company's time, then stop", durationOf)
    .option("--cycles <count>", "so many cycles, then stop")
    .option("--still", "nothing happens in the company")
    .option("--accepts <domains>", "userNames of other domains are refused rightly; separated by commas")
    .option("--concurrency <requests>", "requests at a time", "4")
    .option("--no-verify", "do not compare the whole directory with the company at the end")
    .option("--json", "print one JSON object a cycle, and one at the end")
    .action(async (options: Options) => {
      if (!(await run(options, terminal))) fail();
    });
}

/** @returns whether nothing failed that did not deserve it, and the directory is what it should be */
async function run(options: Options, terminal: Terminal): Promise<boolean> {
  const { base, client, isCompliant } = await connectionOf(options);
  const { state: file, every, speed, json } = options;
  const { life: begun, configuration } = await lifeOf(options);
  const state = file === undefined ? freshState("scim.unnamed") : await readState(file);
  const notice = noticeOf(options, { state, tenantName: begun.tenant.name, target: base }, terminal);
  const log = file === undefined ? undefined : openLog(file);
  const refuses = refusalOf(options.accepts);
  const settings: LifeOptions = {
    configuration,
    client,
    isCompliant,
    state,
    seed: numberOf("--seed", options.seed),
    everyMs: every,
    isStill: options.still === true,
    concurrency: numberOf("--concurrency", options.concurrency),
    signal: terminal.signal,
    ...(refuses && { refuses }),
    ...(log && { onRecord: (record) => log.add(record) }),
    ...(json !== true && { onProgress: cycleProgress(terminal) }),
  };
  const report = new RunReport(terminal, json === true);
  let life = begun;
  const limit = options.cycles === undefined ? Number.POSITIVE_INFINITY : numberOf("--cycles", options.cycles);
  const until = options.for === undefined ? Number.POSITIVE_INFINITY : begun.now + options.for;
  try {
    for (let count = 0; count < limit && (count === 0 || life.now + every <= until); count += 1) {
      const began = performance.now();
      if (count > 0 || life.cycles > 0) await pause(every / speed - report.lastMs, terminal);
      const stopWriting = file === undefined ? undefined : keepWriting(file, state);
      const lived = await liveCycle(life, settings).finally(() => stopWriting?.());
      if (!lived) {
        // So that `status` sees the time that it is disabled at.
        if (file !== undefined) await keepLife(file, { ...life, now: life.now + every });
        throw new CommandError(disabledText);
      }
      life = lived.life;
      if (file !== undefined) await keepLife(file, life);
      await notice();
      report.add(lived, performance.now() - began);
    }
  } catch (error) {
    if (!terminal.signal.aborted) throw error;
  } finally {
    if (file !== undefined) await writeState(file, state);
    await log?.close();
    if (terminal.isWatched) terminal.draw("");
  }
  // Ctrl-C is how it is meant to end; what was under way then is not compared.
  const isCompared = options.verify && !terminal.signal.aborted;
  const differences = isCompared ? await verifyDirectory(client, life, configuration) : undefined;
  client.close();
  return report.end(life, differences);
}

async function pause(milliseconds: number, terminal: Terminal): Promise<void> {
  if (milliseconds <= 0) return terminal.signal.throwIfAborted();
  if (terminal.isWatched) terminal.draw(`The next cycle begins in ${Math.ceil(milliseconds / 1000)} s. Ctrl-C ends.`);
  await delay(milliseconds, undefined, { signal: terminal.signal });
}

/** The company that was kept, or a new one. */
async function lifeOf(options: Options) {
  const { tenant, configuration } = await tenantOf(options, generateCompany);
  // Contractors are what scoping filters are for; a file brings its own.
  const scoped = options.users === undefined ? configuration : { ...configuration, userScope: withoutContractors };
  const kept = options.state === undefined ? undefined : await readLife(options.state);
  const fresh: Life = { tenant, now: Date.now(), cycles: 0, expectation: expectNothing() };
  return { life: kept ?? fresh, configuration: scoped };
}

function refusalOf(accepts: string | undefined): Refusal | undefined {
  if (accepts === undefined) return undefined;
  const domains = accepts.split(",").map((domain) => `@${domain.trim().toLowerCase()}`);
  return (kind, { userName = "" }) =>
    kind === "group" || domains.some((domain) => userName.toLowerCase().endsWith(domain))
      ? undefined
      : "SystemForCrossDomainIdentityManagementBadRequest";
}
