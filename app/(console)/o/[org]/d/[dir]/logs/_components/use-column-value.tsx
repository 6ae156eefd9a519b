import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/exact-time";
import { Code } from "@/components/ui/code";
import type { EventCycle } from "@/lib/console/cycles";
import type { EventRow } from "@/lib/console/logs";
import type { CredentialName } from "../_data/credentials";
import type { LogColumn } from "../_data/log-columns";
import { CycleName } from "./cycle-name";
import { Duration } from "./duration";
import { ErrorCode } from "./error-code";
import { useDialect } from "./use-dialect";

/** What columns say that does not stand in the row. */
export interface ColumnFacts {
  /** By the id of the row; of a burst that is closed, its newest one's. */
  cycles: ReadonlyMap<string, EventCycle>;
  credentials: readonly CredentialName[];
}

/** What a column says of rows; null: nothing, or not the same of all. */
export function useColumnValue({
  cycles,
  credentials,
}: ColumnFacts): (column: LogColumn, rows: readonly EventRow[]) => ReactNode {
  const t = useTranslations("logs");
  const event = useTranslations("event");
  const dialectName = useDialect();

  function textOf(column: LogColumn, row: EventRow): string | null {
    switch (column) {
      case "identity":
        return row.userName ?? row.name;
      case "errorCode":
        return [row.entraCode, row.code].join(" ");
      case "action":
        return t(`actionName.${row.action}`);
      case "type":
        return row.resourceType && t(`typeName.${row.resourceType}`);
      case "httpStatus":
        return row.isDecision ? null : String(row.httpStatus);
      case "credential":
        return row.credentialId && (credentials.find(({ id }) => id === row.credentialId)?.name ?? event("tokenGone"));
      case "address":
        return row.ip;
      case "client":
        return row.userAgent;
      case "dialect":
        return dialectName(row.dialect);
      case "externalId":
        return row.externalId;
      case "resourceId":
        return row.resourceId;
      case "requestId":
        return row.id;
      case "date":
      case "cycle":
      case "duration":
        return null;
    }
  }

  function valueOf(column: LogColumn, rows: readonly EventRow[]): ReactNode {
    const [row] = rows;
    if (row === undefined) return null;
    const text = textOf(column, row);
    if (rows.some((other) => textOf(column, other) !== text)) return null;
    switch (column) {
      case "date":
        return <ExactTime date={row.at} />;
      case "errorCode":
        return <ErrorCode row={row} />;
      case "cycle":
        return <CycleName cycle={cycles.get(row.id)} />;
      case "duration":
        return rows.length === 1 ? <Duration ms={row.durationMs} /> : null;
      case "externalId":
      case "resourceId":
      case "requestId":
        return text && <Code className="text-xs">{text}</Code>;
      default:
        return text;
    }
  }

  return valueOf;
}
