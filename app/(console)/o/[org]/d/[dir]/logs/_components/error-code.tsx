import { Code } from "@/components/ui/code";
import type { EventRow } from "@/lib/console/logs";

/** What Entra's own log calls the failure, and our code. */
export function ErrorCode({ row: { entraCode, code } }: { row: EventRow }) {
  return (
    <>
      {entraCode === null ? null : <span className="block truncate">{entraCode}</span>}
      {code === null ? null : <Code className="block text-xs">{code}</Code>}
    </>
  );
}
