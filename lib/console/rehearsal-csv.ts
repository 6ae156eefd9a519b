import { toCsv } from "@/lib/entra/cli/csv";
import type { RehearsedObject } from "./rehearsal-report";

/** The reader's words for what the columns hold. */
export interface RehearsalCsvWords {
  /** Kind, name, userName, outcome, reasons, detail. */
  readonly head: readonly string[];
  readonly kind: (kind: RehearsedObject["kind"]) => string;
  readonly outcome: (outcome: RehearsedObject["outcome"]) => string;
  /** Of who was skipped or refused, and of what somebody lacks. */
  readonly reason: (reason: string) => string;
}

/** Everybody and every group with what became of them; with the mark that has spreadsheets read it as UTF-8. */
export function rehearsalCsv(objects: readonly RehearsedObject[], words: RehearsalCsvWords): string {
  const rows = objects.map(({ kind, name, userName, outcome, reason, detail, flaws }) => [
    words.kind(kind),
    name,
    userName ?? "",
    words.outcome(outcome),
    [...(reason === null ? [] : [reason]), ...flaws].map(words.reason).join("; "),
    detail ?? "",
  ]);
  return `\uFEFF${toCsv(words.head, rows)}\r\n`;
}
