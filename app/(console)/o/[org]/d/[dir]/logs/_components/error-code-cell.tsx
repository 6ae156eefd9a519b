import { Code } from "@/components/ui/code";
import { TableCell } from "@/components/ui/table";
import type { EventRow } from "@/lib/console/logs";

/** What Entra's own log calls the failure, and our code. */
export function ErrorCodeCell({ row: { entraCode, code } }: { row: EventRow }) {
  return (
    <TableCell className="text-muted hidden @5xl:table-cell">
      {entraCode === null ? null : (
        <span className="block truncate" title={entraCode}>
          {entraCode}
        </span>
      )}
      {code === null ? null : <Code className="block text-xs">{code}</Code>}
    </TableCell>
  );
}
