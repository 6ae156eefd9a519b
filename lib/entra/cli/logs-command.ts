import { InvalidArgumentError, Option } from "commander";
import type { LogRecord } from "../sync/log-record";
import { toCsv } from "./csv";
import { numberOf } from "./connection-options";
import type { Registrar } from "./registrar";
import { readLog } from "./state-file";

const statuses = ["success", "failure", "skipped"] as const;
const actions = ["create", "update", "delete", "stageddelete", "disable", "other"] as const;

interface Options {
  readonly state: string;
  readonly identity?: string;
  readonly status?: (typeof statuses)[number];
  readonly action?: (typeof actions)[number];
  readonly since?: Date;
  readonly limit: string;
  readonly csv?: true;
  readonly json?: true;
}

/** `logs`: the provisioning log of a job, newest first, by the filters of Entra's own (ENTRA.md §7.4). */
export function registerLogsCommand({ program, terminal }: Registrar): void {
  program
    .command("logs")
    .description("the provisioning log of cycles that ran with --state, the newest first")
    .requiredOption("--state <file>", "the state of those cycles")
    .option("--identity <text>", "part of a name, or an id")
    .addOption(new Option("--status <status>", "of the provisioning").choices(statuses))
    .addOption(new Option("--action <action>", "that was provisioned").choices(actions))
    .option("--since <time>", "2026-11-21, or 2026-11-21T17:00:00Z", timeOf)
    .option("--limit <count>", "at most so many records", "100")
    .option("--csv", "print comma-separated values")
    .option("--json", "print one JSON object, records in the shape of Graph's /auditLogs/provisioning")
    .action(async (options: Options) => {
      const limit = numberOf("--limit", options.limit);
      const found: LogRecord[] = [];
      for await (const record of readLog(options.state)) {
        if (!matches(record, options)) continue;
        found.push(record);
        // The newest are at the end of the file.
        if (found.length > limit * 2) found.splice(0, found.length - limit);
      }
      const records = limit === 0 ? [] : found.slice(-limit).reverse();
      terminal.out(options.json === true ? JSON.stringify({ value: records }) : printed(records, options.csv === true));
    });
}

function matches(record: LogRecord, { identity, status, action, since }: Options): boolean {
  const { sourceIdentity, targetIdentity, provisioningAction, provisioningStatusInfo, activityDateTime } = record;
  const wanted = identity?.toLowerCase();
  return (
    (status === undefined || provisioningStatusInfo.status === status) &&
    (action === undefined || provisioningAction === action) &&
    (since === undefined || Date.parse(activityDateTime) >= since.getTime()) &&
    (wanted === undefined ||
      sourceIdentity.displayName.toLowerCase().includes(wanted) ||
      sourceIdentity.id.toLowerCase() === wanted ||
      targetIdentity.id.toLowerCase() === wanted)
  );
}

function printed(records: readonly LogRecord[], asCsv: boolean): string {
  const rows = records.map((record) => {
    const { activityDateTime, sourceIdentity, provisioningAction, provisioningStatusInfo, modifiedProperties } = record;
    const { status, errorInformation } = provisioningStatusInfo;
    return {
      cells: [
        activityDateTime,
        sourceIdentity.displayName,
        sourceIdentity.id,
        provisioningAction,
        status,
        modifiedProperties.map(({ displayName }) => displayName).join("; "),
        errorInformation?.errorCode ?? "",
        errorInformation?.reason ?? "",
        record.changeId,
        record.cycleId,
        record.jobId,
      ],
      line: `${activityDateTime}  ${provisioningAction.padEnd(12)} ${status.padEnd(8)} ${sourceIdentity.displayName}${errorInformation ? `: ${errorInformation.errorCode}` : ""}`,
    };
  });
  if (asCsv)
    return toCsv(
      head,
      rows.map(({ cells }) => cells),
    );
  return rows.length === 0 ? "No record matches." : rows.map(({ line }) => line).join("\n");
}

const head = [
  "Date",
  "Identity",
  "Source id",
  "Action",
  "Status",
  "Modified properties",
  "Error code",
  "Reason",
  "Change id",
  "Cycle id",
  "Job id",
];

function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("It is no time.");
  return time;
}
