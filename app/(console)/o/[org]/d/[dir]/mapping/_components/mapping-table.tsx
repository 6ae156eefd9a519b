import { useFormatter, useTranslations } from "next-intl";
import { AttributePath } from "@/components/attribute-path";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MappingRow } from "@/lib/console/attribute-mapping";
import { Example } from "./example";

export interface MappingTableProps {
  label: string;
  rows: readonly MappingRow[];
  /** How many people were looked at. */
  people: number;
  references: ReadonlyMap<string, string>;
  hrefOf: (userId: string) => string;
}

/** An application's attribute table. What has no column on a narrow screen stands below the attribute's name. */
export function MappingTable({ label, rows, people, references, hrefOf }: MappingTableProps) {
  const t = useTranslations("mapping");
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader>{t("attribute")}</TableHeader>
        <TableHeader className="hidden w-28 xl:table-cell">{t("type")}</TableHeader>
        <TableHeader className="hidden w-30 xl:table-cell">{t("byDefault")}</TableHeader>
        <TableHeader className="hidden w-36 xl:table-cell">{t("mutability")}</TableHeader>
        <TableHeader className="w-22 text-right">{t("people")}</TableHeader>
        <TableHeader className="hidden w-[26%] md:table-cell">{t("example")}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const example = <RowExample row={row} references={references} hrefOf={hrefOf} />;
          return (
            <TableRow key={row.path} className="align-top">
              <TableCell className="whitespace-normal">
                <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <AttributePath path={row.path} />
                  <Marks row={row} />
                </div>
                <Notes row={row} />
                <div className="text-muted mt-1 text-[13px] xl:hidden">
                  {[
                    row.type,
                    t(`mutabilityName.${row.mutability}`),
                    t(row.byDefault ? "mappedByDefault" : "notMappedByDefault"),
                  ].join(" · ")}
                </div>
                <div className="mt-1 md:hidden">{example}</div>
              </TableCell>
              <TableCell className="text-muted hidden xl:table-cell">{row.type}</TableCell>
              <TableCell className="text-muted hidden xl:table-cell">
                {t(row.byDefault ? "mappedYes" : "mappedNo")}
              </TableCell>
              <TableCell className="text-muted hidden xl:table-cell">{t(`mutabilityName.${row.mutability}`)}</TableCell>
              <TableCell className="text-right">
                <People count={row.people} of={people} />
              </TableCell>
              <TableCell className="hidden md:table-cell">{example}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Marks({ row }: { row: MappingRow }) {
  const t = useTranslations("mapping");
  return (
    <>
      {row.required ? <Badge tone="outline">{t("required")}</Badge> : null}
      {row.isMatched ? (
        <Badge tone="accent">{t("matchingSeen")}</Badge>
      ) : row.matching ? (
        <Badge>{t("matching")}</Badge>
      ) : null}
    </>
  );
}

function Notes({ row }: { row: MappingRow }) {
  const t = useTranslations("mapping");
  const format = useFormatter();
  const text = row.note === undefined ? row.description : t(`note.${row.note}`);
  return (
    <>
      {text === undefined ? null : <span className="text-muted block text-[13px]">{text}</span>}
      {row.canonicalValues === undefined ? null : (
        <span className="text-muted block text-[13px]">
          {t("values", { values: format.list(row.canonicalValues, { type: "disjunction" }) })}
        </span>
      )}
    </>
  );
}

function People({ count, of }: { count: number; of: number }) {
  const t = useTranslations("mapping");
  const format = useFormatter();
  if (count === 0) return <span className="text-muted">{format.number(0)}</span>;
  return (
    <>
      <span className="block">{format.number(count)}</span>
      <span className="text-muted block text-[13px]">{t("share", { share: count / of })}</span>
    </>
  );
}

function RowExample({ row, ...props }: { row: MappingRow } & Pick<MappingTableProps, "references" | "hrefOf">) {
  const t = useTranslations("mapping");
  if (row.example !== undefined) return <Example example={row.example} {...props} />;
  return <span className="text-muted">{t(row.people === 0 ? "noExample" : "withheld")}</span>;
}
