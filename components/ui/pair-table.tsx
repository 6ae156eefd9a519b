import type { ReactNode } from "react";

export interface PairTableProps {
  /** What stands at the left and at the right; for those who do not see the columns. */
  headers: readonly [name: string, value: string];
  children: ReactNode;
}

/** Names with their values; on a narrow screen the value stands below its name. */
export function PairTable({ headers: [name, value], children }: PairTableProps) {
  return (
    // A grid takes the roles of a table from its rows and cells, so they are said.
    <table role="table" className="w-full text-left">
      <thead role="rowgroup" className="sr-only">
        <tr role="row">
          <th role="columnheader" scope="col">
            {name}
          </th>
          <th role="columnheader" scope="col">
            {value}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-y">
        {children}
      </tbody>
    </table>
  );
}

export function PairRow({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <tr role="row" className="grid grid-cols-1 gap-x-4 px-4 py-2.5 sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <th role="rowheader" scope="row" className="font-normal">
        {name}
      </th>
      <td role="cell" className="break-words">
        {children}
      </td>
    </tr>
  );
}
