import { runCycle } from "../sync/cycle";
import type { CycleReport } from "../sync/cycle-report";
import { isDisabledFor } from "../sync/quarantine";
import { freshState } from "../sync/state";
import type { SyncState } from "../sync/state";
import { addConnectionOptions, connectionOf, numberOf } from "./connection-options";
import type { ConnectionOptions } from "./connection-options";
import { cycleProgress } from "./cycle-progress";
import { addNoticeOptions, noticeOf } from "./notice";
import type { NoticeOptions } from "./notice";
import type { Registrar } from "./registrar";
import { keepWriting, openLog, readState } from "./state-file";
import { addTenantOptions, tenantOf } from "./tenant-options";
import type { TenantOptions } from "./tenant-options";
import { CommandError } from "./terminal";
import type { Terminal } from "./terminal";

type Options = ConnectionOptions &
  NoticeOptions &
  TenantOptions & {
    readonly state?: string;
    readonly concurrency: string;
    readonly membersPerPatch: string;
    readonly retries: string;
    readonly deletionThreshold?: string;
    readonly allowDeletes?: true;
    readonly json?: true;
  };

/** `cycle`: one provisioning cycle; without a state of cycles before it is an initial one. */
export function registerCycleCommand({ program, terminal, fail }: Registrar): void {
  addNoticeOptions(addTenantOptions(addConnectionOptions(program.command("cycle"))))
    .description("run one provisioning cycle: initial, or incremental where --state remembers cycles before")
    .option("--state <file>", "where watermark and known objects are kept; the log is written beside it")
    .option("--concurrency <requests>", "requests at a time", "4")
    .option("--members-per-patch <count>", "members in one PATCH", "100")
    .option("--retries <count>", "how often what was answered with 429 or 503 is sent again within the cycle", "5")
    .option("--deletion-threshold <count>", "hold the cycle's disables and deletes if there are more")
    .option("--allow-deletes", "they were looked at and are meant")
    .option("--json", "print one JSON object")
    .action(async (options: Options) => {
      const report = await cycle(options, terminal);
      terminal.out(options.json === true ? JSON.stringify(report) : toText(report));
      if (report.failed > 0 || report.quarantine !== null) fail();
    });
}

async function cycle(options: Options, terminal: Terminal): Promise<CycleReport> {
  const { base, client, isCompliant } = await connectionOf(options);
  const { tenant, configuration } = await tenantOf(options);
  const { state: file } = options;
  const state = file === undefined ? freshState("scim.unnamed") : await readState(file);
  requireEnabled(state, terminal);
  const notice = noticeOf(options, { state, tenantName: tenant.name, target: base }, terminal);
  const log = file === undefined ? undefined : openLog(file);
  const stopWriting = file === undefined ? undefined : keepWriting(file, state);
  try {
    const report = await runCycle({
      tenant,
      configuration: {
        ...configuration,
        ...(options.deletionThreshold !== undefined && {
          deletionThreshold: numberOf("--deletion-threshold", options.deletionThreshold),
        }),
      },
      client,
      isCompliant,
      state,
      concurrency: numberOf("--concurrency", options.concurrency),
      membersPerPatch: Math.max(1, numberOf("--members-per-patch", options.membersPerPatch)),
      retries: numberOf("--retries", options.retries),
      allowsDeletions: options.allowDeletes === true,
      signal: terminal.signal,
      ...(log && { onRecord: (record) => log.add(record) }),
      ...(options.json !== true && { onProgress: cycleProgress(terminal) }),
    });
    await notice();
    return report;
  } finally {
    client.close();
    // Also of a cycle that was stopped: what it did must not be done again.
    await stopWriting?.();
    await log?.close();
    if (terminal.isWatched) terminal.draw("");
  }
}

/** In quarantine the next attempt is made now, as by "Provision now". @throws CommandError when the job is disabled */
function requireEnabled({ quarantine }: SyncState, terminal: Terminal): void {
  if (!quarantine) return;
  if (isDisabledFor(quarantine, Date.now())) throw new CommandError(disabledText);
  const next = new Date(quarantine.nextAttempt).toISOString();
  terminal.error(
    `The job is in quarantine (${quarantine.reason}): ${quarantine.message}\nBy itself it would be tried again at ${next}; it is tried now.`,
  );
}

/** What there is to say of a job that was in quarantine for too long. */
export const disabledText =
  "The job was in quarantine for 28 days and is disabled. Restart it: entra restart --state …";

const shownFailures = 20;

function toText(report: CycleReport): string {
  const { created, updated, disabled, deleted, unchanged, skipped, failed, failures } = report;
  const counts = Object.entries({ created, updated, disabled, deleted, unchanged, skipped, failed });
  return [
    `${report.type} cycle: ${report.seen} objects, ${report.requests} requests, ${report.seconds} s`,
    ...counts.filter(([, count]) => count > 0).map(([what, count]) => `  ${String(count).padStart(7)} ${what}`),
    ...failures
      .slice(0, shownFailures)
      .map(({ kind, name, code, reason }) => `  ${kind} ${name}: ${code}\n      ${reason}`),
    ...(failures.length > shownFailures ? [`  … and ${failures.length - shownFailures} more`] : []),
    ...(report.quarantine === null ? [] : [`In quarantine. ${report.quarantine}`]),
  ].join("\n");
}
