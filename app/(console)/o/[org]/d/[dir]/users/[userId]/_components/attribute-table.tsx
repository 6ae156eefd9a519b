import { useTranslations } from "next-intl";
import Link from "next/link";
import { AttributePath } from "@/components/attribute-path";
import { PairRow, PairTable } from "@/components/ui/pair-table";
import type { ShownAttributeRow } from "@/lib/console/attribute-rows";

export interface AttributeTableProps {
  rows: readonly ShownAttributeRow[];
  /** Names of the people that attributes refer to, by id. */
  references: ReadonlyMap<string, string>;
  hrefOf: (userId: string) => string;
}

/** Every attribute under its SCIM name. On a narrow screen the value stands below the name. */
export function AttributeTable({ rows, references, hrefOf }: AttributeTableProps) {
  const t = useTranslations("user");
  const common = useTranslations("common");
  return (
    <PairTable headers={[t("attribute"), t("value")]}>
      {rows.map(({ path, value }, index) => (
        <PairRow
          key={`${path}-${index}`}
          name={
            <span className="text-muted">
              <AttributePath path={path} />
            </span>
          }
        >
          {value === undefined ? (
            <span className="text-muted">{t("neverShown")}</span>
          ) : typeof value === "boolean" ? (
            common(value ? "yes" : "no")
          ) : references.has(String(value)) ? (
            <Link
              href={hrefOf(String(value))}
              className="text-accent-text rounded-sm font-medium underline-offset-4 hover:underline"
            >
              {references.get(String(value))}
            </Link>
          ) : (
            value
          )}
        </PairRow>
      ))}
    </PairTable>
  );
}
