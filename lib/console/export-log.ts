import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { findEventRecords } from "@/lib/db/event-export";
import { csvLine } from "@/lib/insight/csv";
import type { EntraRecord } from "@/lib/insight/entra-record";
import { audited } from "./audited";
import { cyclesOf } from "./cycles";
import { listEvents, type LogFilter } from "./logs";
import { toEntraRecord, type RecordWords } from "./to-entra-record";

/** NDJSON, or Entra's three files of CSV, which are joined on the change id (ENTRA.md §7.4). */
export const logExports = {
  "ProvisioningLogs.ndjson": { contentType: "application/x-ndjson; charset=utf-8" },
  "ProvisioningLogs.csv": { contentType: "text/csv; charset=utf-8" },
  "ProvisioningLogs_ProvisioningSteps.csv": { contentType: "text/csv; charset=utf-8" },
  "ProvisioningLogs_ModifiedProperties.csv": { contentType: "text/csv; charset=utf-8" },
} as const;
export type LogExport = keyof typeof logExports;

export const isLogExport = (file: string): file is LogExport => Object.hasOwn(logExports, file);

const rowsAtOnce = 500;

/**
 * The rows that a filter finds as a file, in pieces of some hundred rows: the next is read when the former has been taken,
 * so that a file of any length takes the memory of one piece. That it was asked for is an audit event.
 */
export async function exportLog(
  scope: DirectoryScope,
  filter: LogFilter,
  file: LogExport,
  words: RecordWords,
): Promise<AsyncGenerator<string>> {
  requirePermission(scope.actor, "directory:read");
  const { directoryId } = scope;
  await audited(scope, () =>
    Promise.resolve({ value: undefined, entry: { action: "log.export", target: file, directoryId } }),
  );
  return piecesOf(scope, filter, file, words);
}

async function* piecesOf(scope: DirectoryScope, filter: LogFilter, file: LogExport, words: RecordWords) {
  const { head, linesOf } = formats[file];
  // The mark has spreadsheets read the file as UTF-8.
  if (head.length > 0) yield `\uFEFF${csvLine(head)}`;
  let after: string | undefined;
  do {
    const { rows, next }: Awaited<ReturnType<typeof listEvents>> = await listEvents(scope, {
      ...filter,
      after,
      limit: rowsAtOnce,
    });
    const ids = rows.map(({ id }) => id);
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const [records, cycles] = await Promise.all([findEventRecords(scope, ids), cyclesOf(scope, ids)]);
    const piece = records
      .flatMap((record) => {
        const context = { cycleId: cycles.get(record.id)?.id, name: names.get(record.id) };
        return linesOf(toEntraRecord(scope, record, context, words));
      })
      .join("");
    if (piece !== "") yield piece;
    after = next;
  } while (after !== undefined);
}

interface Format {
  readonly head: readonly string[];
  readonly linesOf: (record: EntraRecord) => readonly string[];
}

const formats: Readonly<Record<LogExport, Format>> = {
  "ProvisioningLogs.ndjson": { head: [], linesOf: (record) => [`${JSON.stringify(record)}\n`] },
  "ProvisioningLogs.csv": {
    head: [
      "id",
      "activityDateTime",
      "tenantId",
      "jobId",
      "cycleId",
      "changeId",
      "provisioningAction",
      "durationInMilliseconds",
      "initiatedBy_id",
      "initiatedBy_displayName",
      "servicePrincipal_displayName",
      "sourceSystem_displayName",
      "targetSystem_displayName",
      "sourceIdentity_id",
      "sourceIdentity_displayName",
      "sourceIdentity_userName",
      "targetIdentity_id",
      "targetIdentity_type",
      "status",
      "errorCode",
      "errorCategory",
      "musterCode",
      "reason",
      "recommendedAction",
      "method",
      "path",
      "httpStatus",
      "address",
      "userAgent",
      "dialect",
    ],
    linesOf: (record) => {
      const { status, errorInformation: error } = record.provisioningStatusInfo;
      return [
        csvLine([
          record.id,
          record.activityDateTime,
          record.tenantId,
          record.jobId,
          record.cycleId,
          record.changeId,
          record.provisioningAction,
          record.durationInMilliseconds,
          record.initiatedBy.id,
          record.initiatedBy.displayName,
          record.servicePrincipal.displayName,
          record.sourceSystem.displayName,
          record.targetSystem.displayName,
          record.sourceIdentity.id,
          record.sourceIdentity.displayName,
          record.sourceIdentity.details["userName"],
          record.targetIdentity.id,
          record.targetIdentity.identityType,
          status,
          error?.errorCode,
          error?.errorCategory,
          error?.musterCode,
          error?.reason,
          error?.recommendedAction,
          record.request.method,
          record.request.path,
          record.request.httpStatus,
          record.request.address,
          record.request.userAgent,
          record.request.dialect,
        ]),
      ];
    },
  },
  "ProvisioningLogs_ProvisioningSteps.csv": {
    head: ["changeId", "step", "name", "provisioningStepType", "status", "description"],
    linesOf: ({ changeId, provisioningSteps }) =>
      provisioningSteps.map((step, index) =>
        csvLine([changeId, index + 1, step.name, step.provisioningStepType, step.status, step.description]),
      ),
  },
  "ProvisioningLogs_ModifiedProperties.csv": {
    head: ["changeId", "displayName", "oldValue", "newValue"],
    linesOf: ({ changeId, modifiedProperties }) =>
      modifiedProperties.map(({ displayName, oldValue, newValue }) =>
        csvLine([changeId, displayName, oldValue, newValue]),
      ),
  },
};
